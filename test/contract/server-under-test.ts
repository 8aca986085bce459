import { afterAll, beforeAll } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import dbClient from '@eventstore/db-client';
import type {
  AllStreamSubscription,
  EventStoreDBClient,
  ResolvedEvent,
  StreamSubscription,
} from '@eventstore/db-client';
import { startEventStore } from '#libs/embedded/src/event-store/start-event-store.js';

export interface ServerUnderTest {
  /** A connected client of the genuine package. */
  readonly client: EventStoreDBClient;
  readonly connectionString: string;
}

/**
 * The server that the contract is checked against: the one at CONTRACT_URL (any EventStoreDB, its streams need not
 * be empty), or an embedded one of its own.
 */
export function useServerUnderTest(): ServerUnderTest {
  const server = { connectionString: process.env['CONTRACT_URL'] ?? '' };
  let client: EventStoreDBClient | undefined;
  let stop = (): Promise<void> => Promise.resolve();
  beforeAll(async () => {
    if (server.connectionString === '') {
      const embedded = await startEventStore({ dataDir: undefined, port: 0 });
      server.connectionString = embedded.connectionString;
      stop = () => embedded.stop();
    }
    client = dbClient.EventStoreDBClient.connectionString(server.connectionString);
  });
  afterAll(async () => {
    // Client 6.2.1 may wait for ever for a read that was left early: the server's end is the end of that.
    const disposed = client?.dispose();
    await Promise.race([disposed, new Promise((resolve) => setTimeout(resolve, 1000).unref())]);
    await stop();
  });
  return {
    get client() {
      if (client === undefined) throw new Error('The client is there once the tests run.');
      return client;
    },
    get connectionString() {
      return server.connectionString;
    },
  };
}

/**
 * The two ways in which the client appends: over one long-lived BatchAppend stream, or, as soon as a call has
 * credentials of its own, by a unary Append. A server without security takes no notice of the credentials; a
 * secured one must have its default user.
 */
export const waysToAppend = [
  ['in a batch', {}],
  ['unary', { credentials: { username: 'admin', password: 'changeit' } }],
] as const;

/** A stream name that no other run has used. */
export function uniqueStream(about: string): string {
  return `contract_${about}-${randomUUID()}`;
}

/** `count` JSON events with data `{ n: 0 }`, `{ n: 1 }`, ... */
export function events(count: number, type = 'Noted') {
  return Array.from({ length: count }, (_, n) => dbClient.jsonEvent({ type, data: { n } }));
}

/** All that a read gives. */
export async function collect(read: AsyncIterable<ResolvedEvent>): Promise<ResolvedEvent[]> {
  const found: ResolvedEvent[] = [];
  for await (const event of read) found.push(event);
  return found;
}

/** The numbers in the data of the events read. */
export function numbersOf(found: readonly ResolvedEvent[]): unknown[] {
  return found.map(({ event }) => {
    const data: unknown = event?.data;
    return typeof data === 'object' && data !== null && 'n' in data ? data.n : undefined;
  });
}

/** The error that a promise ends with. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('This should have failed.');
}

/** What a subscription tells, in order: its events' types and its own signals. */
export function record(subscription: AllStreamSubscription | StreamSubscription) {
  const told: string[] = [];
  const received: ResolvedEvent[] = [];
  const waiting: { done: () => boolean; resolve: () => void }[] = [];
  const errors: unknown[] = [];
  const tell = (what: string): void => {
    told.push(what);
    for (const { done, resolve } of waiting) if (done()) resolve();
  };
  subscription.on('confirmation', () => tell('confirmation'));
  subscription.on('caughtUp', () => tell('caughtUp'));
  subscription.on('error', (error) => {
    errors.push(error);
    tell('error');
  });
  subscription.on('data', (event: ResolvedEvent) => {
    received.push(event);
    tell(event.event?.type ?? 'link without event');
  });
  return {
    told,
    received,
    errors,
    until: (done: () => boolean) =>
      new Promise<void>((resolve) => {
        if (done()) resolve();
        else waiting.push({ done, resolve });
      }),
  };
}
