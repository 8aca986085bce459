import { randomUUID } from 'node:crypto';
import type { EventStore } from '#libs/event-store/src/event-store.js';
import * as given from '#libs/read-models/src/testing/events.js';
import type { HomewardCodec } from '#libs/stored-events/src/homeward-events.js';

const SAID = [given.opened, given.captured, given.agreed, given.returned, given.withdrawal(2)];
const AT_ONCE = 64;

/** Whether the events of a case follow each other in the log, or lie as far apart as they can. */
export type Order = 'case by case' | 'scattered';

/** Fills the log with cases of five events each; answers how many events those are. */
export async function logOfCases(
  store: EventStore,
  codec: HomewardCodec,
  events: number,
  order: Order = 'case by case',
): Promise<number> {
  const streams = Array.from({ length: Math.ceil(events / SAID.length) }, () => `case-${randomUUID()}`);
  const append = async (stream: string, from: number, to: number): Promise<void> => {
    const commandId = randomUUID();
    const origin = { commandId, digest: 'bench', $correlationId: commandId, $causationId: commandId };
    const metadata = { actor: { id: given.CASEWORKER, role: 'caseworker' }, ...origin };
    const encoded = await Promise.all(
      SAID.slice(from, to).map((event) => codec.encode(stream, event, { eventId: randomUUID(), metadata })),
    );
    await store.append(stream, from === 0 ? 'no_stream' : from - 1, encoded);
  };
  const atATime = order === 'scattered' ? 1 : SAID.length;
  for (let from = 0; from < SAID.length; from += atATime) {
    let next = 0;
    const some = async (): Promise<void> => {
      for (let stream = streams[next++]; stream !== undefined; stream = streams[next++])
        await append(stream, from, from + atATime);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, some));
  }
  return streams.length * SAID.length;
}
