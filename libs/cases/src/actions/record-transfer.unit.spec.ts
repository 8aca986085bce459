import { describe, it } from '@jest/globals';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { given, itRefuses } from '#libs/kernel/src/testing/given.js';
import { caseRefusals } from '../refusals.js';
import { cases } from '../state.js';
import { capture, closing, confirmation, escape, homecoming, opened, transfer } from '../testing/sayings.js';
import { recordTransfer } from './record-transfer.js';

describe('recordTransfer', () => {
  it('records a transfer of somebody held, however sure that is', () => {
    given(cases, opened(), capture()).when(recordTransfer, transfer().data).then(transfer());
    given(cases, opened(), confirmation()).when(recordTransfer, transfer().data).then(transfer());
  });

  it('records a transfer in the captivity after a return', () => {
    const again = capture({ occurredAt: edtf('2025-06-20') });
    const later = transfer({ occurredAt: edtf('2025-06-25') });
    given(cases, opened(), capture(), homecoming(), again).when(recordTransfer, later.data).then(later);
  });

  itRefuses(recordTransfer, caseRefusals, {
    'no-such-case': () => given(cases).when(recordTransfer, transfer().data),
    'case-closed': () =>
      given(cases, opened(), closing({ reason: 'duplicate' })).when(recordTransfer, transfer().data),
    'empty-basis': () => given(cases, opened(), capture()).when(recordTransfer, transfer({ basis: [] }).data),
    'in-the-future': () =>
      given(cases, opened(), capture()).when(
        recordTransfer,
        transfer({ occurredAt: edtf('2025-07-01') }).data,
      ),
    'not-in-captivity': () => given(cases, opened()).when(recordTransfer, transfer().data),
    'already-returned': () =>
      given(cases, opened(), capture(), homecoming()).when(
        recordTransfer,
        transfer({ occurredAt: edtf('2025-06-20') }).data,
      ),
    'has-escaped': () =>
      given(cases, opened(), capture(), escape({ occurredAt: edtf('2022-06') })).when(
        recordTransfer,
        transfer().data,
      ),
    'dates-contradict': () =>
      given(cases, opened(), capture()).when(
        recordTransfer,
        transfer({ occurredAt: edtf('2022-05-19') }).data,
      ),
  });
});
