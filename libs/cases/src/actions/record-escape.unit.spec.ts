import { describe, it } from '@jest/globals';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { given, itRefuses } from '#libs/kernel/src/testing/given.js';
import { caseRefusals } from '../refusals.js';
import { cases } from '../state.js';
import { capture, closing, confirmation, escape, homecoming, opened, transfer } from '../testing/sayings.js';
import { recordEscape } from './record-escape.js';

describe('recordEscape', () => {
  it('records an escape of somebody held', () => {
    given(cases, opened(), confirmation()).when(recordEscape, escape().data).then(escape());
  });

  it('records a second escape from a second captivity', () => {
    const again = capture({ occurredAt: edtf('2024-01') });
    const second = escape({ occurredAt: edtf('2024-02') });
    given(cases, opened(), capture(), escape(), again).when(recordEscape, second.data).then(second);
  });

  it('refuses an escape from before a transfer that came first', () => {
    given(cases, opened(), capture(), transfer())
      .when(recordEscape, escape({ occurredAt: edtf('2022-06') }).data)
      .refused('dates-contradict');
  });

  itRefuses(recordEscape, caseRefusals, {
    'no-such-case': () => given(cases).when(recordEscape, escape().data),
    'case-closed': () =>
      given(cases, opened(), closing({ reason: 'duplicate' })).when(recordEscape, escape().data),
    'empty-basis': () => given(cases, opened(), capture()).when(recordEscape, escape({ basis: [] }).data),
    'in-the-future': () =>
      given(cases, opened(), capture()).when(recordEscape, escape({ occurredAt: edtf('2025-07-01') }).data),
    'not-in-captivity': () => given(cases, opened()).when(recordEscape, escape().data),
    'already-returned': () =>
      given(cases, opened(), capture(), homecoming()).when(
        recordEscape,
        escape({ occurredAt: edtf('2025-06-20') }).data,
      ),
    'has-escaped': () =>
      given(cases, opened(), capture(), escape({ occurredAt: edtf('2022-06') })).when(
        recordEscape,
        escape().data,
      ),
    'dates-contradict': () =>
      given(cases, opened(), capture()).when(recordEscape, escape({ occurredAt: edtf('2022-05-19') }).data),
  });
});
