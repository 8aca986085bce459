import { describe, it } from '@jest/globals';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { given, itRefuses } from '#libs/kernel/src/testing/given.js';
import { caseRefusals } from '../refusals.js';
import { cases } from '../state.js';
import { capture, closing, deathReport, homecoming, opened } from '../testing/sayings.js';
import { reportDeath } from './report-death.js';

describe('reportDeath', () => {
  it('records a report, and a further one with another grade beside it', () => {
    const heard = deathReport({ reliability: 'F', credibility: '6' });
    given(cases, opened(), capture()).when(reportDeath, deathReport().data).then(deathReport());
    given(cases, opened(), capture(), deathReport()).when(reportDeath, heard.data).then(heard);
  });

  it('records even a report on somebody who came home: it is kept, and decides nothing', () => {
    given(cases, opened(), capture(), homecoming()).when(reportDeath, deathReport().data).then(deathReport());
  });

  itRefuses(reportDeath, caseRefusals, {
    'no-such-case': () => given(cases).when(reportDeath, deathReport().data),
    'case-closed': () =>
      given(cases, opened(), closing({ reason: 'duplicate' })).when(reportDeath, deathReport().data),
    'empty-basis': () => given(cases, opened()).when(reportDeath, deathReport({ basis: [] }).data),
    'in-the-future': () =>
      given(cases, opened()).when(reportDeath, deathReport({ occurredAt: edtf('2025-07-01') }).data),
  });
});
