import { describe, expect, it } from '@jest/globals';
import type { EventStore, StoredEvent } from '#libs/event-store/src/event-store.js';
import { walkLog } from './walk-log.js';

/** A log whose clock stepped back between its second and third event; a real server's clock cannot be made to. */
const created = [10, 20, 15, 30].map((seconds) => new Date(seconds * 1_000));
const log = {
  async *readAll() {
    await Promise.resolve();
    yield* created.map((at, position) => ({ created: at, position: BigInt(position) }) as StoredEvent);
  },
} as Partial<EventStore> as EventStore;

async function knownBy(seconds: number | null): Promise<string[]> {
  const walked: string[] = [];
  for await (const { stored, knownFrom } of walkLog(
    log,
    seconds === null ? null : new Date(seconds * 1_000),
  )) {
    walked.push(`${stored.position} from ${knownFrom.getTime() / 1_000}`);
  }
  return walked;
}

describe('walking the log up to an instant', () => {
  it('counts an event as known from the running maximum of the clock', async () => {
    expect(await knownBy(null)).toEqual(['0 from 10', '1 from 20', '2 from 20', '3 from 30']);
  });

  it('ends at the last position at which the running maximum is not later', async () => {
    expect(await knownBy(17)).toEqual(['0 from 10']);
    expect(await knownBy(20)).toEqual(['0 from 10', '1 from 20', '2 from 20']);
  });
});
