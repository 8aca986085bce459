import { describe, it } from '@jest/globals';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { given, itRefuses } from '#libs/kernel/src/testing/given.js';
import { caseRefusals } from '../refusals.js';
import { cases } from '../state.js';
import { closing, finding, opened } from '../testing/sayings.js';
import { assessHealth } from './assess-health.js';

describe('assessHealth', () => {
  it('records a finding', () => {
    given(cases, opened()).when(assessHealth, finding().data).then(finding());
  });

  it('records the ground on which the seriously wounded are repatriated', () => {
    const grave = finding({ ground: { kind: 'known', value: 'incurable' } });
    given(cases, opened(), finding()).when(assessHealth, grave.data).then(grave);
  });

  itRefuses(assessHealth, caseRefusals, {
    'no-such-case': () => given(cases).when(assessHealth, finding().data),
    'case-closed': () =>
      given(cases, opened(), closing({ reason: 'duplicate' })).when(assessHealth, finding().data),
    'empty-basis': () => given(cases, opened()).when(assessHealth, finding({ basis: [] }).data),
    'in-the-future': () =>
      given(cases, opened()).when(assessHealth, finding({ occurredAt: edtf('2025-07-01') }).data),
  });
});
