import { describe, expect, it } from '@jest/globals';
import dbClient from '@eventstore/db-client';
import { collect, events, failureOf, record, uniqueStream, useServerUnderTest } from './server-under-test.js';

// Public documentation, "System projections": `$ce-`, `$et-`, `$category-` and `$bc-` streams are links that the
// standard projections write, and a server that does not run them has no such streams. Observed: "a missing stream
// = one in-band StreamNotFound"; "appends to $all are accepted" by a server without security.
const server = useServerUnderTest();
const projected = ['$ce-', '$et-', '$category-', '$bc-', '$projections-', '$persistentsubscription-'];

describe.each(projected)('The stream %s of something new', (prefix) => {
  it('is not found', async () => {
    const stream = `${prefix}${uniqueStream('system')}`;
    expect(await failureOf(collect(server.client.readStream(stream)))).toMatchObject({
      type: 'stream-not-found',
      streamName: stream,
    });
  });

  it('is caught up at once', async () => {
    const subscription = server.client.subscribeToStream(`${prefix}${uniqueStream('system')}`);
    const heard = record(subscription);
    await heard.until(() => heard.told.includes('caughtUp'));
    expect(heard.told).toEqual(['confirmation', 'caughtUp']);
    await subscription.unsubscribe();
  });

  it('has no metadata', async () => {
    const stream = `${prefix}${uniqueStream('system')}`;
    expect(await server.client.getStreamMetadata(stream)).toEqual({ streamName: stream });
  });
});

describe('A stream whose name starts with $', () => {
  it('holds events as any other', async () => {
    const stream = `$${uniqueStream('system')}`;
    const { nextExpectedRevision } = await server.client.appendToStream(stream, events(3), {
      expectedRevision: dbClient.NO_STREAM,
    });
    expect(nextExpectedRevision).toBe(2n);
    expect(await collect(server.client.readStream(stream))).toHaveLength(3);
  });

  it('has metadata as any other', async () => {
    const stream = `$${uniqueStream('system')}`;
    await server.client.appendToStream(stream, events(3));
    await server.client.setStreamMetadata(stream, { maxCount: 1 });
    expect(await collect(server.client.readStream(stream))).toHaveLength(1);
  });
});
