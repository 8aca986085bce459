import { describe, expect, it } from '@jest/globals';
import type { ExchangeEvent } from '#libs/agreements/src/exchange-events.js';
import { exchanges } from '#libs/agreements/src/exchange-state.js';
import { completed, confirmed, embargo, planned } from '#libs/agreements/src/testing/sayings.js';
import { staffId } from '#libs/kernel/src/ids.js';
import { needsToKnow } from './needs-to-know.js';

const INSIDER = staffId('5aff0000-0000-4000-8000-000000000011');
const OUTSIDER = staffId('5aff0000-0000-4000-8000-000000000012');
const forInsider = embargo({ needToKnow: [INSIDER] });

const after = (...events: ExchangeEvent[]) =>
  events.reduce((state, event, revision) => exchanges.fold(state, event, revision), exchanges.empty);
const know = (...events: ExchangeEvent[]) =>
  [INSIDER, OUTSIDER].map((staff) => needsToKnow(after(...events), staff));

describe('Who may know of an exchange', () => {
  it('is everyone before an embargo, and once it was lifted', () => {
    expect(know(planned())).toEqual([true, true]);
    expect(know(planned(), forInsider, confirmed(), completed())).toEqual([true, true]);
  });

  it('is those on the list while it is in force: the list that was placed last, as a whole', () => {
    expect(know(planned(), forInsider)).toEqual([true, false]);
    expect(know(planned(), forInsider, embargo({ needToKnow: [OUTSIDER] }))).toEqual([false, true]);
  });
});
