import { afterAll, beforeAll, describe } from '@jest/globals';
import type { EventStore } from '../event-store.js';
import { appendCases } from './append-cases.js';
import { followCases } from './follow-cases.js';
import { readCases } from './read-cases.js';

/** The port's contract: what every adapter has to pass. `makeStore` connects to a log that others may be writing to as well. */
export function eventStoreSuite(name: string, makeStore: () => Promise<EventStore>): void {
  describe(name, () => {
    let store: EventStore;
    beforeAll(async () => {
      store = await makeStore();
      await store.ready(AbortSignal.timeout(20_000));
    });
    afterAll(() => store.close());

    describe('appends', () => appendCases(() => store));
    describe('reads', () => readCases(() => store));
    describe('follows', () => followCases(() => store, makeStore));
  });
}
