import { describe, it } from '@jest/globals';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { given, itRefuses } from '#libs/kernel/src/testing/given.js';
import { caseRefusals } from '../refusals.js';
import { cases } from '../state.js';
import {
  capture,
  closing,
  confirmation,
  escape,
  homecoming,
  opened,
  withdrawal,
} from '../testing/sayings.js';
import { recordCapture } from './record-capture.js';

describe('recordCapture', () => {
  it('records a capture', () => {
    given(cases, opened()).when(recordCapture, capture().data).then(capture());
  });

  it('records the capture of someone whose captivity was confirmed before', () => {
    given(cases, opened(), confirmation()).when(recordCapture, capture().data).then(capture());
  });

  it('records another capture after a return', () => {
    const again = capture({ occurredAt: edtf('2025-06-25') });
    given(cases, opened(), capture(), homecoming()).when(recordCapture, again.data).then(again);
  });

  it('records the capture of somebody who had escaped', () => {
    const again = capture({ occurredAt: edtf('2023-05') });
    given(cases, opened(), capture(), escape()).when(recordCapture, again.data).then(again);
  });

  it('accepts a capture that may have been before the return: only certainty contradicts', () => {
    const again = capture({ occurredAt: edtf('2025-06') });
    given(cases, opened(), capture(), homecoming()).when(recordCapture, again.data).then(again);
  });

  it('accepts a span that begins by today', () => {
    const vague = capture({ occurredAt: edtf('2025-06-20/2025-07-20') });
    given(cases, opened()).when(recordCapture, vague.data).then(vague);
  });

  it('records a capture again once the one that stood was withdrawn', () => {
    given(cases, opened(), capture(), withdrawal(1)).when(recordCapture, capture().data).then(capture());
  });

  itRefuses(recordCapture, caseRefusals, {
    'no-such-case': () => given(cases).when(recordCapture, capture().data),
    'case-closed': () =>
      given(cases, opened(), closing({ reason: 'duplicate' })).when(recordCapture, capture().data),
    'empty-basis': () => given(cases, opened()).when(recordCapture, capture({ basis: [] }).data),
    'in-the-future': () =>
      given(cases, opened()).when(recordCapture, capture({ occurredAt: edtf('2025-07-01') }).data),
    'already-captive': () =>
      given(cases, opened(), capture()).when(recordCapture, capture({ occurredAt: edtf('2022-05') }).data),
    'dates-contradict': () =>
      given(cases, opened(), capture(), homecoming()).when(
        recordCapture,
        capture({ occurredAt: edtf('2025-06-13') }).data,
      ),
  });

  it('refuses a capture after the confirmation of the same captivity', () => {
    given(cases, opened(), confirmation({ occurredAt: edtf('2022-08') }))
      .when(recordCapture, capture({ occurredAt: edtf('2022-09') }).data)
      .refused('dates-contradict');
  });
});
