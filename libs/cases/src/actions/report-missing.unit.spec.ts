import { describe, expect, it } from '@jest/globals';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { known } from '#libs/kernel/src/personal.js';
import { given, itRefuses } from '#libs/kernel/src/testing/given.js';
import type { CaseEvent } from '../case-events.js';
import { caseRefusals } from '../refusals.js';
import { cases } from '../state.js';
import { fileOf } from '../testing/files.js';
import {
  capture,
  closing,
  confirmation,
  homecoming,
  missingReport,
  opened,
  repatriation,
  withdrawal,
} from '../testing/sayings.js';
import { reportMissing } from './report-missing.js';

const searchAfter = (...events: CaseEvent[]) => fileOf(...events).search.value;

describe('reportMissing', () => {
  it('records a report, and a further one by somebody else beside it', () => {
    const byTheUnit = missingReport({ by: 'military-unit', occurredAt: edtf('2022-06') });
    given(cases, opened()).when(reportMissing, missingReport().data).then(missingReport());
    given(cases, opened(), missingReport()).when(reportMissing, byTheUnit.data).then(byTheUnit);
  });

  it('records somebody missing again after a return', () => {
    const again = missingReport({ occurredAt: edtf('2025-06-20') });
    given(cases, opened(), capture(), homecoming()).when(reportMissing, again.data).then(again);
    expect(searchAfter(capture(), homecoming(), again)).toBe('reported-missing');
  });

  it('stays missing over a capture, a confirmation by the ICRC and a court’s declaration of death', () => {
    const declared = missingReport({ courtDecision: known('declared-dead') });
    expect(searchAfter(missingReport(), capture(), confirmation(), declared)).toBe('reported-missing');
  });

  it('ends with a return, and stands again when the return is withdrawn', () => {
    expect(searchAfter(missingReport(), capture(), homecoming())).toBe('closed');
    expect(searchAfter(missingReport(), capture(), homecoming(), withdrawal(3))).toBe('reported-missing');
  });

  itRefuses(reportMissing, caseRefusals, {
    'no-such-case': () => given(cases).when(reportMissing, missingReport().data),
    'case-closed': () =>
      given(cases, opened(), closing({ reason: 'duplicate' })).when(reportMissing, missingReport().data),
    'empty-basis': () => given(cases, opened()).when(reportMissing, missingReport({ basis: [] }).data),
    'in-the-future': () =>
      given(cases, opened()).when(reportMissing, missingReport({ occurredAt: edtf('2025-07-01') }).data),
    'remains-repatriated': () =>
      given(cases, opened(), repatriation()).when(
        reportMissing,
        missingReport({ occurredAt: edtf('2025-06-20') }).data,
      ),
  });
});
