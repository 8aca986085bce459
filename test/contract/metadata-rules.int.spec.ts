import { describe, expect, it } from '@jest/globals';
import dbClient from '@eventstore/db-client';
import type { StreamMetadata } from '@eventstore/db-client';
import {
  collect,
  events,
  failureOf,
  numbersOf,
  record,
  uniqueStream,
  useServerUnderTest,
  waysToAppend,
} from './server-under-test.js';

// Public documentation, "Stream metadata and reserved names": $maxCount keeps the last so many events, $maxAge (in
// seconds) those that are not older, $tb (truncate before) those from that revision on, and all of them together
// what each leaves; $cacheControl and keys of one's own are kept. Metadata are events of the stream `$$name`.
const server = useServerUnderTest();
const { START, NO_STREAM } = dbClient;

const rules: [StreamMetadata, number[]][] = [
  [{}, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
  [{ maxCount: 1 }, [9]],
  [{ maxCount: 4 }, [6, 7, 8, 9]],
  [{ maxCount: 10 }, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
  [{ maxCount: 1000 }, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
  [{ truncateBefore: 1 }, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
  [{ truncateBefore: 6 }, [6, 7, 8, 9]],
  [{ truncateBefore: 9 }, [9]],
  [{ maxAge: 86_400 }, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
  [{ maxCount: 3, truncateBefore: 2 }, [7, 8, 9]],
  [{ maxCount: 8, truncateBefore: 6 }, [6, 7, 8, 9]],
  [{ maxCount: 2, maxAge: 86_400 }, [8, 9]],
  [{ truncateBefore: 7, maxAge: 86_400, maxCount: 5 }, [7, 8, 9]],
  [{ cacheControl: 60, own: 'kept' }, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
];

async function streamUnder(metadata: StreamMetadata): Promise<string> {
  const stream = uniqueStream('rules');
  await server.client.appendToStream(stream, events(10));
  await server.client.setStreamMetadata(stream, metadata);
  return stream;
}

describe.each(rules)('Of ten events %j leaves', (metadata, left) => {
  it('to a read forwards', async () => {
    const stream = await streamUnder(metadata);
    expect(numbersOf(await collect(server.client.readStream(stream)))).toEqual(left);
  });

  it('to a read backwards', async () => {
    const stream = await streamUnder(metadata);
    const read = server.client.readStream(stream, { direction: 'backwards', fromRevision: 'end' });
    expect(numbersOf(await collect(read))).toEqual([...left].reverse());
  });

  it('to a read from a revision that may be gone', async () => {
    const stream = await streamUnder(metadata);
    const read = server.client.readStream(stream, { fromRevision: 5n });
    expect(numbersOf(await collect(read))).toEqual(left.filter((n) => n >= 5));
  });

  it('to a subscription from the start', async () => {
    const stream = await streamUnder(metadata);
    const subscription = server.client.subscribeToStream(stream, { fromRevision: START });
    const heard = record(subscription);
    await heard.until(() => heard.told.includes('caughtUp'));
    expect(numbersOf(heard.received)).toEqual(left);
    await subscription.unsubscribe();
  });

  it('the numbering of the next append as it was', async () => {
    const stream = await streamUnder(metadata);
    const next = await server.client.appendToStream(stream, events(1), { expectedRevision: 9n });
    expect(next.nextExpectedRevision).toBe(10n);
  });
});

describe('$maxAge', () => {
  it('of a second hides events once they are older', async () => {
    const stream = uniqueStream('rules');
    await server.client.appendToStream(stream, events(2));
    await server.client.setStreamMetadata(stream, { maxAge: 1 });
    const left = async () => (await collect(server.client.readStream(stream))).length;
    while ((await left()) > 0) await new Promise((resolve) => setTimeout(resolve, 50));
    const next = await server.client.appendToStream(stream, events(1, 'Younger'));
    expect(next.nextExpectedRevision).toBe(2n);
    const found = await collect(server.client.readStream(stream));
    expect(found.map(({ event }) => event?.type)).toEqual(['Younger']);
  });
});

describe('Metadata', () => {
  const kept: [string, StreamMetadata][] = [
    ['$maxCount', { maxCount: 7 }],
    ['$maxAge', { maxAge: 7 }],
    ['$tb', { truncateBefore: 7 }],
    ['$cacheControl', { cacheControl: 7 }],
    [
      '$acl',
      {
        acl: {
          readRoles: ['a', '$admins'],
          writeRoles: ['b'],
          deleteRoles: [],
          metaReadRoles: ['c'],
          metaWriteRoles: ['d'],
        },
      },
    ],
    ['a text', { own: 'текст' }],
    ['a number', { own: 1.5 }],
    ['a nested object', { own: { deep: [1, { a: null }] } }],
    [
      'all of it',
      { maxCount: 1, maxAge: 2, truncateBefore: 3, cacheControl: 4, own: true, acl: { readRoles: ['a'] } },
    ],
  ];
  it.each(kept)('with %s come back as they were set', async (_name, metadata) => {
    const stream = uniqueStream('metadata');
    await server.client.setStreamMetadata(stream, metadata);
    expect(await server.client.getStreamMetadata(stream)).toMatchObject({ streamName: stream, metadata });
  });

  it('replace those that stood there', async () => {
    const stream = uniqueStream('metadata');
    await server.client.setStreamMetadata(stream, { maxCount: 1, own: 'first' });
    await server.client.setStreamMetadata(stream, { own: 'second' });
    expect((await server.client.getStreamMetadata(stream)).metadata).toEqual({ own: 'second' });
  });

  it.each(waysToAppend)('are refused at a wrong revision of $$name, %s', async (_way, options) => {
    const stream = uniqueStream('metadata');
    await server.client.setStreamMetadata(stream, { own: 1 }, { ...options, expectedRevision: NO_STREAM });
    const again = server.client.setStreamMetadata(
      stream,
      { own: 2 },
      { ...options, expectedRevision: NO_STREAM },
    );
    expect(await failureOf(again)).toMatchObject({ type: 'wrong-expected-version', actualVersion: 0n });
    expect((await server.client.getStreamMetadata(stream)).metadata).toEqual({ own: 1 });
  });

  it('that are no JSON are stored and have no effect ("$$x with invalid metadata accepted", observed)', async () => {
    const stream = uniqueStream('metadata');
    await server.client.appendToStream(stream, events(3));
    const invalid = dbClient.binaryEvent({ type: '$metadata', data: Buffer.from('{"$maxCount": 1') });
    expect((await server.client.appendToStream(`$$${stream}`, invalid)).success).toBe(true);
    expect(numbersOf(await collect(server.client.readStream(stream)))).toEqual([0, 1, 2]);
  });

  it('can be followed as the stream $$name', async () => {
    const stream = uniqueStream('metadata');
    const subscription = server.client.subscribeToStream(`$$${stream}`);
    const heard = record(subscription);
    await heard.until(() => heard.told.includes('caughtUp'));
    await server.client.setStreamMetadata(stream, { maxCount: 3 });
    await heard.until(() => heard.received.length === 1);
    expect(heard.received[0]?.event).toMatchObject({
      type: '$metadata',
      data: { $maxCount: 3 },
      isJson: true,
    });
    await subscription.unsubscribe();
  });

  it('apply at once to readers and followers', async () => {
    const stream = await streamUnder({});
    await server.client.setStreamMetadata(stream, { truncateBefore: 8 });
    expect(numbersOf(await collect(server.client.readStream(stream)))).toEqual([8, 9]);
    await server.client.setStreamMetadata(stream, {});
    expect(await collect(server.client.readStream(stream, { fromRevision: 8n }))).toHaveLength(2);
  });
});
