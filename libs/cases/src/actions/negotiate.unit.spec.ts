import { describe, it } from '@jest/globals';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { given, itRefuses } from '#libs/kernel/src/testing/given.js';
import { caseRefusals } from '../refusals.js';
import { cases } from '../state.js';
import {
  agreement,
  capture,
  closing,
  escape,
  exchange,
  homecoming,
  listing,
  opened,
  otherAgreement,
  repatriation,
  withdrawal,
} from '../testing/sayings.js';
import { negotiate } from './negotiate.js';

const held = [opened(), capture()];

describe('negotiate', () => {
  it('records each standing of a prisoner on the list', () => {
    const agreed = listing({ listing: 'agreed', occurredAt: edtf('2025-06-10') });
    const staged = listing({ listing: 'in-a-stage', exchange, occurredAt: edtf('2025-06-12') });
    given(cases, ...held)
      .when(negotiate, listing().data)
      .then(listing());
    given(cases, ...held, listing())
      .when(negotiate, agreed.data)
      .then(agreed);
    given(cases, ...held, listing(), agreed)
      .when(negotiate, staged.data)
      .then(staged);
  });

  it('lists a person under a second agreement', () => {
    const second = listing({ agreement: otherAgreement, category: 'general' });
    given(cases, ...held, listing())
      .when(negotiate, second.data)
      .then(second);
  });

  it('removes someone from the list', () => {
    const removed = listing({ listing: 'removed', occurredAt: edtf('2025-06-11') });
    given(cases, ...held, listing())
      .when(negotiate, removed.data)
      .then(removed);
  });

  it('lists a person who was captured again after a return', () => {
    const capturedAgain = capture({ occurredAt: edtf('2025-06-20') });
    given(cases, ...held, homecoming(), capturedAgain)
      .when(negotiate, listing().data)
      .then(listing());
  });

  it('lists a person again once a wrong identification was withdrawn', () => {
    given(cases, ...held, repatriation(), withdrawal(2))
      .when(negotiate, listing().data)
      .then(listing());
  });

  itRefuses(negotiate, caseRefusals, {
    'no-such-case': () => given(cases).when(negotiate, listing().data),
    'case-closed': () =>
      given(cases, opened(), closing({ reason: 'duplicate' })).when(negotiate, listing().data),
    'empty-basis': () => given(cases, ...held).when(negotiate, listing({ basis: [] }).data),
    'in-the-future': () =>
      given(cases, ...held).when(negotiate, listing({ occurredAt: edtf('2025-07-01') }).data),
    'exchange-missing': () => given(cases, ...held).when(negotiate, listing({ listing: 'in-a-stage' }).data),
    'exchange-not-yet': () => given(cases, ...held).when(negotiate, listing({ exchange }).data),
    'not-listed': () =>
      given(cases, ...held, listing({ agreement: otherAgreement })).when(
        negotiate,
        listing({ agreement, listing: 'removed' }).data,
      ),
    'not-in-captivity': () => given(cases, opened()).when(negotiate, listing().data),
    'has-escaped': () => given(cases, opened(), capture(), escape()).when(negotiate, listing().data),
    'already-returned': () => given(cases, ...held, homecoming()).when(negotiate, listing().data),
    'remains-repatriated': () => given(cases, ...held, repatriation()).when(negotiate, listing().data),
  });

  it('refuses to remove someone who was removed already', () => {
    given(cases, ...held, listing(), listing({ listing: 'removed' }))
      .when(negotiate, listing({ listing: 'removed', occurredAt: edtf('2025-06-13') }).data)
      .refused('not-listed');
  });

  it('refuses a person who returned even when the capture before that was withdrawn', () => {
    given(cases, ...held, homecoming(), withdrawal(1))
      .when(negotiate, listing().data)
      .refused('already-returned');
  });
});
