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
import { confirmCaptivity } from './confirm-captivity.js';

describe('confirmCaptivity', () => {
  it('records a confirmation of an alleged captivity', () => {
    given(cases, opened(), capture()).when(confirmCaptivity, confirmation().data).then(confirmation());
  });

  it('records a confirmation where no capture is known', () => {
    const heard = confirmation({ by: 'unofficial' });
    given(cases, opened()).when(confirmCaptivity, heard.data).then(heard);
  });

  it('records a further confirmation beside the first', () => {
    const later = confirmation({ occurredAt: edtf('2023-01') });
    given(cases, opened(), confirmation()).when(confirmCaptivity, later.data).then(later);
  });

  itRefuses(confirmCaptivity, caseRefusals, {
    'no-such-case': () => given(cases).when(confirmCaptivity, confirmation().data),
    'case-closed': () =>
      given(cases, opened(), closing({ reason: 'duplicate' })).when(confirmCaptivity, confirmation().data),
    'empty-basis': () => given(cases, opened()).when(confirmCaptivity, confirmation({ basis: [] }).data),
    'in-the-future': () =>
      given(cases, opened()).when(confirmCaptivity, confirmation({ occurredAt: edtf('2026') }).data),
    'has-escaped': () =>
      given(cases, opened(), capture(), escape()).when(
        confirmCaptivity,
        confirmation({ occurredAt: edtf('2024') }).data,
      ),
    'already-returned': () =>
      given(cases, opened(), capture(), homecoming()).when(
        confirmCaptivity,
        confirmation({ occurredAt: edtf('2025-06-20') }).data,
      ),
    'dates-contradict': () =>
      given(cases, opened(), capture()).when(
        confirmCaptivity,
        confirmation({ occurredAt: edtf('2022-04') }).data,
      ),
  });

  it('refuses it after a return even when the capture before that was withdrawn', () => {
    given(cases, opened(), capture(), homecoming(), withdrawal(1))
      .when(confirmCaptivity, confirmation({ occurredAt: edtf('2025-06-20') }).data)
      .refused('already-returned');
  });
});
