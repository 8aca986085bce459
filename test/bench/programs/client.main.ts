import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import dbClient from '@eventstore/db-client';
import type {
  AllStreamSubscription,
  AppendExpectedRevision,
  EventStoreDBClient,
} from '@eventstore/db-client';
import type { Lap } from '../race.js';
import { sampleData, sampleType } from './sample-event.js';
import { repeatFor, serveTasks, together } from './serve-tasks.js';
import type { Task } from './serve-tasks.js';

const { EventStoreDBClient: Client, FORWARDS, NO_STREAM, START, END, jsonEvent } = dbClient;
const [port = ''] = process.argv.slice(2);
const client: EventStoreDBClient = Client.connectionString(`esdb://127.0.0.1:${port}?tls=false`);

const sampleEvents = (count: number, type = sampleType) =>
  Array.from({ length: count }, () => jsonEvent({ type, data: sampleData }));

/** One writer after the other's answer, each on a stream of its own, at exact revisions. */
async function writer(seconds: number, eventsEach: number, unary: boolean, type?: string): Promise<Lap> {
  const stream = `bench-${randomUUID()}`;
  let expectedRevision: AppendExpectedRevision = NO_STREAM;
  const options = unary ? { credentials: { username: 'admin', password: 'changeit' } } : {};
  return repeatFor(seconds, async () => {
    const events = sampleEvents(eventsEach, type);
    const done = await client.appendToStream(stream, events, { expectedRevision, ...options });
    expectedRevision = done.nextExpectedRevision;
    return eventsEach;
  });
}

const append: Task = async ({ seconds, writers, eventsEach, unary, type }) => {
  await client.readStream('bench-none', { maxCount: 1 }).cancel();
  return together(
    Array.from({ length: Number(writers) }, () =>
      writer(Number(seconds), Number(eventsEach), unary === 1, type === undefined ? undefined : String(type)),
    ),
  );
};

/** Fills streams `bench-0`, `bench-1`, ... with some events each. */
const fill: Task = async ({ streams, eventsEach }) => {
  const start = performance.now();
  for (let stream = 0; stream < Number(streams); stream += 1)
    await client.appendToStream(`bench-${stream}`, sampleEvents(Number(eventsEach)));
  return {
    operations: Number(streams) * Number(eventsEach),
    seconds: (performance.now() - start) / 1000,
  };
};

const readAll: Task = async ({ events }) => {
  const start = performance.now();
  let operations = 0;
  for await (const _ of client.readAll({
    direction: FORWARDS,
    fromPosition: START,
    maxCount: Number(events),
  }))
    operations += 1;
  return { operations, seconds: (performance.now() - start) / 1000 };
};

const readStreams: Task = async ({ seconds, readers, streams, eventsEach }) =>
  together(
    Array.from({ length: Number(readers) }, () =>
      repeatFor(Number(seconds), async () => {
        const stream = `bench-${Math.floor(Math.random() * Number(streams))}`;
        let count = 0;
        for await (const _ of client.readStream(stream, { direction: FORWARDS, fromRevision: START }))
          count += 1;
        if (count !== Number(eventsEach)) throw new Error(`${stream} gave ${count} events.`);
        return 1;
      }),
    ),
  );

let subscriptions: AllStreamSubscription[] = [];

/** Some subscribers at the end of `$all`, all of them live. */
const subscribe: Task = async ({ subscribers }) => {
  subscriptions = Array.from({ length: Number(subscribers) }, () =>
    client.subscribeToAll({ fromPosition: END }),
  );
  await Promise.all(subscriptions.map((subscription) => once(subscription, 'caughtUp')));
  return { operations: Number(subscribers), seconds: 0 };
};

/** Until each subscriber has had so many events; timed from the first of them. */
const receive: Task = async ({ events }) => {
  let start = 0;
  const received = subscriptions.map(async (subscription) => {
    let count = 0;
    for await (const _ of subscription) {
      if (start === 0) start = performance.now();
      count += 1;
      if (count === Number(events)) break;
    }
  });
  await Promise.all(received);
  return {
    operations: subscriptions.length * Number(events),
    seconds: (performance.now() - start) / 1000,
  };
};

serveTasks({ append, fill, readAll, readStreams, subscribe, receive });
