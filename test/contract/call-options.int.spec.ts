import { describe, expect, it } from '@jest/globals';
import dbClient from '@eventstore/db-client';
import type { EventStoreDBClient } from '@eventstore/db-client';
import { collect, events, failureOf, record, uniqueStream, useServerUnderTest } from './server-under-test.js';

// Public documentation, "Connecting" and the options of every call: deadline, requiresLeader, credentials; in the
// connection string: discovery by gossip with a node preference, defaultDeadline, keepalive, connectionName.
// Observed on EventStoreDB 24.10.4: a single node says of itself that it is the leader (state 8) and alive;
// `--insecure` ignores credentials.
const server = useServerUnderTest();
const credentials = { username: 'admin', password: 'changeit' };

interface CallOptions {
  readonly deadline?: number;
  readonly requiresLeader?: boolean;
  readonly credentials?: typeof credentials;
}

const options: [string, CallOptions][] = [
  ['a deadline of a minute', { deadline: 60_000 }],
  ['a deadline of many years', { deadline: 1e13 }],
  ['requiresLeader', { requiresLeader: true }],
  ['requiresLeader: false', { requiresLeader: false }],
  ['credentials of its own', { credentials }],
  ['all of them', { deadline: 60_000, requiresLeader: true, credentials }],
];

const calls: [
  string,
  (client: EventStoreDBClient, stream: string, options: CallOptions) => Promise<unknown>,
][] = [
  ['An append', (client, stream, given) => client.appendToStream(stream, events(1), given)],
  ['A read of a stream', (client, stream, given) => collect(client.readStream(stream, given))],
  ['A read of $all', (client, _stream, given) => collect(client.readAll({ ...given, maxCount: 2 }))],
  ['A delete', (client, stream, given) => client.deleteStream(stream, given)],
  ['A tombstone', (client, stream, given) => client.tombstoneStream(stream, given)],
  ['Setting metadata', (client, stream, given) => client.setStreamMetadata(stream, { own: 1 }, given)],
  ['Getting metadata', (client, stream, given) => client.getStreamMetadata(stream, given)],
  [
    'A subscription to a stream',
    async (client, stream, given) => {
      const subscription = client.subscribeToStream(stream, given);
      const heard = record(subscription);
      await heard.until(() => heard.told.includes('caughtUp'));
      expect(heard.received).toHaveLength(2);
      await subscription.unsubscribe();
    },
  ],
  [
    'A subscription to $all',
    async (client, _stream, given) => {
      const subscription = client.subscribeToAll({ ...given, fromPosition: 'end' });
      const heard = record(subscription);
      await heard.until(() => heard.told.includes('caughtUp'));
      await subscription.unsubscribe();
    },
  ],
];

describe.each(calls)('%s', (_call, act) => {
  it.each(options)('is answered with %s', async (_name, given) => {
    const stream = uniqueStream('options');
    await server.client.appendToStream(stream, events(2));
    await act(server.client, stream, given);
  });
});

describe('A connection', () => {
  const withOptions = (extra: string, scheme = 'esdb') => {
    const [address = '', query = ''] = server.connectionString
      .replace(/^esdb(\+discover)?:/, `${scheme}:`)
      .split('?');
    return `${address}?${[query, extra].filter((part) => part !== '').join('&')}`;
  };
  const works = async (connectionString: string) => {
    const client = dbClient.EventStoreDBClient.connectionString(connectionString);
    const stream = uniqueStream('options');
    await client.appendToStream(stream, events(2));
    expect(await collect(client.readStream(stream))).toHaveLength(2);
    await client.dispose();
  };

  it.each(['leader', 'follower', 'random', 'readonlyreplica'])(
    'by gossip that would rather have a %s gets the one node there is',
    async (preference) => {
      await works(withOptions(`nodePreference=${preference}`, 'esdb+discover'));
    },
  );

  it.each([
    'defaultDeadline=60000',
    'connectionName=contract',
    'keepAliveInterval=10000&keepAliveTimeout=10000',
    'keepAliveInterval=-1&keepAliveTimeout=-1',
    'maxDiscoverAttempts=3&discoveryInterval=100&gossipTimeout=3',
  ])('with %s works', async (extra) => {
    await works(withOptions(extra));
  });

  it('whose address stands there twice finds the node by gossip', async () => {
    await works(
      withOptions('')
        .replace(/\/\/((?:[^@/?]*@)?)([^@/?]+)/, '//$1$2,$2')
        .replace(/\?$/, ''),
    );
  });

  it('that many clients hold at a time serves each', async () => {
    const clients = Array.from({ length: 30 }, () =>
      dbClient.EventStoreDBClient.connectionString(server.connectionString),
    );
    const stream = uniqueStream('options');
    await Promise.all(clients.map((client) => client.appendToStream(stream, events(2))));
    for (const found of await Promise.all(clients.map((client) => collect(client.readStream(stream))))) {
      expect(found).toHaveLength(60);
    }
    // Only now: a client that ends rejects what other clients of the process have under way.
    for (const client of clients) await client.dispose();
  });

  it('serves its other calls while one of them fails', async () => {
    const stream = uniqueStream('options');
    const [, failure] = await Promise.all([
      server.client.appendToStream(stream, events(1)),
      failureOf(collect(server.client.readStream(uniqueStream('missing')))),
    ]);
    expect(failure).toMatchObject({ type: 'stream-not-found' });
    expect(await collect(server.client.readStream(stream))).toHaveLength(1);
  });
});
