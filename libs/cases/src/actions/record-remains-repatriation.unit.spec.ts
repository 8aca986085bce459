import { describe, it } from '@jest/globals';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { given, itRefuses } from '#libs/kernel/src/testing/given.js';
import { caseRefusals } from '../refusals.js';
import { cases } from '../state.js';
import {
  capture,
  closing,
  decision,
  homecoming,
  opened,
  repatriation,
  source,
  withdrawal,
} from '../testing/sayings.js';
import { recordRemainsRepatriation } from './record-remains-repatriation.js';

describe('recordRemainsRepatriation', () => {
  it('records that the remains of one who fell came home', () => {
    given(cases, opened({ openedFor: 'missing' }))
      .when(recordRemainsRepatriation, repatriation().data)
      .then(repatriation());
  });

  it('records that a prisoner died: some were on the lists', () => {
    given(cases, opened(), capture())
      .when(recordRemainsRepatriation, repatriation().data)
      .then(repatriation());
  });

  it('accepts a laboratory beside the decision', () => {
    const both = repatriation({
      basis: [...decision, { kind: 'laboratory', id: '9a1e7c30-4b52-4d8f-8c6a-2f0b9d3e1a57' }],
    });
    given(cases, opened()).when(recordRemainsRepatriation, both.data).then(both);
  });

  it('records them once a return that was entered in error was withdrawn', () => {
    given(cases, opened(), capture(), homecoming(), withdrawal(2))
      .when(recordRemainsRepatriation, repatriation().data)
      .then(repatriation());
  });

  itRefuses(recordRemainsRepatriation, caseRefusals, {
    'no-such-case': () => given(cases).when(recordRemainsRepatriation, repatriation().data),
    'case-closed': () =>
      given(cases, opened(), closing({ reason: 'duplicate' })).when(
        recordRemainsRepatriation,
        repatriation().data,
      ),
    'empty-basis': () =>
      given(cases, opened()).when(recordRemainsRepatriation, repatriation({ basis: [] }).data),
    'in-the-future': () =>
      given(cases, opened()).when(
        recordRemainsRepatriation,
        repatriation({ occurredAt: edtf('2025-07-17') }).data,
      ),
    'identification-not-decided': () =>
      given(cases, opened()).when(recordRemainsRepatriation, repatriation({ basis: source }).data),
    'remains-repatriated': () =>
      given(cases, opened(), repatriation()).when(
        recordRemainsRepatriation,
        repatriation({ occurredAt: edtf('2025-06-15') }).data,
      ),
    'returned-alive': () =>
      given(cases, opened(), capture(), homecoming()).when(recordRemainsRepatriation, repatriation().data),
  });
});
