import { randomUUID } from 'node:crypto';
import type { EventStore } from '#libs/event-store/src/event-store.js';
import * as given from '#libs/read-models/src/testing/events.js';
import type { HomewardCodec } from '#libs/stored-events/src/homeward-events.js';

const PER_CASE = 5;
const AT_ONCE = 64;

/** Fills the log with cases of five events each; answers how many events those are. */
export async function logOfCases(store: EventStore, codec: HomewardCodec, events: number): Promise<number> {
  const cases = Math.ceil(events / PER_CASE);
  let next = 0;
  const one = async (): Promise<void> => {
    for (let index = next++; index < cases; index = next++) {
      const stream = `case-${randomUUID()}`;
      const commandId = randomUUID();
      const origin = { commandId, digest: 'bench', $correlationId: commandId, $causationId: commandId };
      const metadata = { actor: { id: given.CASEWORKER, role: 'caseworker' }, ...origin };
      const said = [given.opened, given.captured, given.agreed, given.returned, given.withdrawal(2)];
      const encoded = await Promise.all(
        said.map((event) => codec.encode(stream, event, { eventId: randomUUID(), metadata })),
      );
      await store.append(stream, 'no_stream', encoded);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return cases * PER_CASE;
}
