import { describe, expect, it } from '@jest/globals';
import {
  collect,
  events,
  failureOf,
  numbersOf,
  uniqueStream,
  useServerUnderTest,
} from './server-under-test.js';

// Each behaviour was observed on EventStoreDB 24.10.4 with client 6.2.1, or is in the public documentation of
// stream metadata ($maxCount, $maxAge, $tb).
const server = useServerUnderTest();

async function streamWith(count: number, metadata: Parameters<typeof server.client.setStreamMetadata>[1]) {
  const stream = uniqueStream('metadata');
  await server.client.appendToStream(stream, events(count));
  await server.client.setStreamMetadata(stream, metadata);
  return stream;
}

const numbers = async (stream: string) => numbersOf(await collect(server.client.readStream(stream)));

describe('Stream metadata', () => {
  it('come back with the keys of their own', async () => {
    const stream = await streamWith(1, {
      maxCount: 5,
      maxAge: 3600,
      kind: 'custom',
      acl: { readRoles: ['$all'] },
    });
    const { metadata } = await server.client.getStreamMetadata(stream);
    expect(metadata).toMatchObject({ maxCount: 5, maxAge: 3600, kind: 'custom' });
  });

  it('are none for a stream without any', async () => {
    const stream = uniqueStream('metadata');
    expect(await server.client.getStreamMetadata(stream)).toEqual({ streamName: stream });
  });

  it('limit a read to the last $maxCount events', async () => {
    const stream = await streamWith(5, { maxCount: 2 });
    expect(await numbers(stream)).toEqual([3, 4]);
    await server.client.appendToStream(stream, events(1));
    expect(await numbers(stream)).toEqual([4, 0]);
  });

  it('hide what stands before $tb, in both directions', async () => {
    const stream = await streamWith(5, { truncateBefore: 3 });
    expect(await numbers(stream)).toEqual([3, 4]);
    const backwards = server.client.readStream(stream, { direction: 'backwards', fromRevision: 'end' });
    expect(numbersOf(await collect(backwards))).toEqual([4, 3]);
  });

  it('keep younger events than $maxAge', async () => {
    expect(await numbers(await streamWith(2, { maxAge: 3600 }))).toEqual([0, 1]);
  });

  it('leave all events in $all', async () => {
    const stream = uniqueStream('metadata');
    await server.client.appendToStream(stream, events(3));
    const [first] = await collect(server.client.readStream(stream));
    await server.client.setStreamMetadata(stream, { maxCount: 1 });
    expect(await numbers(stream)).toEqual([2]);
    if (first?.event?.position === undefined) throw new Error('The event has no position.');
    const found = await collect(server.client.readAll({ fromPosition: first.event.position, maxCount: 3 }));
    expect(numbersOf(found)).toEqual([0, 1, 2]);
  });

  it('stand in a stream that shows its last event only', async () => {
    const stream = await streamWith(1, { maxCount: 5 });
    await server.client.setStreamMetadata(stream, { maxCount: 6 });
    const found = await collect(server.client.readStream(`$$${stream}`));
    expect(found.map(({ event }) => event?.revision)).toEqual([1n]);
  });

  it('may be set before the stream exists', async () => {
    const stream = uniqueStream('metadata');
    await server.client.setStreamMetadata(stream, { maxCount: 1 });
    expect(await failureOf(collect(server.client.readStream(stream)))).toMatchObject({
      type: 'stream-not-found',
    });
    await server.client.appendToStream(stream, events(3));
    expect(await numbers(stream)).toEqual([2]);
  });
});
