import { describe, it } from '@jest/globals';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { given, itRefuses } from '#libs/kernel/src/testing/given.js';
import { exchangeRefusals } from '../exchange-refusals.js';
import { exchanges } from '../exchange-state.js';
import { completed, confirmed, embargo, planned } from '../testing/sayings.js';
import { completeExchange } from './complete-exchange.js';

describe('completeExchange', () => {
  it('completes an exchange, with and without an embargo', () => {
    given(exchanges, planned(), embargo(), confirmed())
      .when(completeExchange, completed().data)
      .then(completed());
    given(exchanges, planned(), confirmed()).when(completeExchange, completed().data).then(completed());
  });

  it('accepts a completion that may have been on the day of the handover', () => {
    const vague = completed({ occurredAt: edtf('2025-06') });
    given(exchanges, planned(), confirmed()).when(completeExchange, vague.data).then(vague);
  });

  itRefuses(completeExchange, exchangeRefusals, {
    'no-such-exchange': () => given(exchanges).when(completeExchange, completed().data),
    'empty-basis': () =>
      given(exchanges, planned(), confirmed()).when(completeExchange, completed({ basis: [] }).data),
    'in-the-future': () =>
      given(exchanges, planned(), confirmed()).when(
        completeExchange,
        completed({ occurredAt: edtf('2025-07-23') }).data,
      ),
    'exchange-completed': () =>
      given(exchanges, planned(), confirmed(), completed()).when(
        completeExchange,
        completed({ occurredAt: edtf('2025-06-16') }).data,
      ),
    'no-handover': () => given(exchanges, planned(), embargo()).when(completeExchange, completed().data),
    'dates-contradict': () =>
      given(exchanges, planned(), confirmed()).when(
        completeExchange,
        completed({ occurredAt: edtf('2025-06-13') }).data,
      ),
  });
});
