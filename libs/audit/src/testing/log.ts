import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { startEventStore } from '#libs/embedded/src/event-store/start-event-store.js';
import type { EventStore } from '#libs/event-store/src/event-store.js';
import { connectEventStore } from '#libs/event-store/src/eventstoredb.js';
import { homewardCodec, type HomewardEvent } from '#libs/stored-events/src/homeward-events.js';
import { temporaryKeys } from '#libs/stored-events/src/testing/temporary-keys.js';
import { KnownMarks } from '../known-marks.js';
import type { ReplayParts } from '../replay.js';

const ACTOR = { id: '5aff0000-0000-4000-8000-000000000001', role: 'caseworker' };

/** A real event store and keys, for a test. */
export async function startLog() {
  const server = await startEventStore({ dataDir: undefined, port: 0 });
  const store = connectEventStore(server.connectionString);
  const temporary = await temporaryKeys();
  const codec = homewardCodec(temporary.keys);
  const read = { ofLog: 0, ofStreams: 0 };
  const counting: EventStore = {
    ...portOf(store),
    readAll: (after) => counted(store.readAll(after), () => (read.ofLog += 1)),
    read: (stream, from) => counted(store.read(stream, from), () => (read.ofStreams += 1)),
  };
  const parts: ReplayParts = {
    store: counting,
    codec,
    marks: new KnownMarks(counting, null, () => undefined),
  };
  return {
    store,
    codec,
    keys: temporary.keys,
    parts,
    /** How many events were read through `parts`. */
    read,
    /** Appends after a revision (from the start if null), and waits: what comes next is recorded in a later millisecond. Answers when. */
    async append(stream: string, after: number | null, ...events: readonly HomewardEvent[]): Promise<Date> {
      const id = randomUUID();
      const metadata = { actor: ACTOR, commandId: id, digest: 'test', $correlationId: id, $causationId: id };
      const encoded = [];
      for (const event of events)
        encoded.push(await codec.encode(stream, event, { eventId: randomUUID(), metadata }));
      const outcome = await store.append(stream, after ?? 'no_stream', encoded);
      if (outcome.kind !== 'appended') throw new Error(`not appended: ${outcome.kind}`);
      const at = (await store.eventAt(outcome.position))?.created ?? new Date();
      while (Date.now() <= at.getTime()) await setImmediate();
      return at;
    },
    async close() {
      await store.close();
      await server.stop();
      await temporary.remove();
    },
  };
}

function portOf(store: EventStore): EventStore {
  return {
    append: (stream, expected, events) => store.append(stream, expected, events),
    read: (stream, from) => store.read(stream, from),
    readAll: (after) => store.readAll(after),
    readAllInChunks: (after, most) => store.readAllInChunks(after, most),
    eventAt: (position) => store.eventAt(position),
    rest: (after) => store.rest(after),
    follow: (after, signal, onBreak) => store.follow(after, signal, onBreak),
    ready: (signal) => store.ready(signal),
    close: () => store.close(),
  };
}

async function* counted<T>(items: AsyncIterable<T>, count: () => void): AsyncGenerator<T> {
  for await (const item of items) {
    count();
    yield item;
  }
}
