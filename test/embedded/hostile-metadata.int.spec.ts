import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import dbClient from '@eventstore/db-client';
import type { EventStoreDBClient } from '@eventstore/db-client';
import { startEventStore } from '#libs/embedded/src/event-store/start-event-store.js';

const { binaryEvent, jsonEvent, EventStoreDBClient: Client } = dbClient;
const event = () => jsonEvent({ type: 'Noted', data: {} });

let server: Awaited<ReturnType<typeof startEventStore>>;
let client: EventStoreDBClient;
beforeAll(async () => {
  server = await startEventStore({ dataDir: undefined, port: 0 });
  client = Client.connectionString(server.connectionString);
});
afterAll(async () => {
  await client.dispose();
  await server.stop();
});

const nested = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth);
const deleted = '"$tb":9223372036854775807';

describe('Metadata that no honest client writes', () => {
  it.each([
    ['no JSON', '{"$maxCount":1'],
    ['no object', '[1]'],
    ['nothing', 'null'],
    ['a text', '"$maxCount"'],
    ['half an event', '{"$maxCount":0.5,"$tb":1.5}'],
    ['less than nothing', '{"$maxCount":-1,"$tb":-5,"$maxAge":-1}'],
    ['more than there is', '{"$maxCount":1e400,"$maxAge":1e300}'],
    ['numbers as texts', '{"$maxCount":"1","$tb":"1"}'],
    ['lists 200,000 deep', `{${deleted},"x":${nested('[', ']', 200_000)}}`],
    ['objects 100,000 deep', `{${deleted},"x":${nested('{"":', '}', 100_000).replace(':}', ':1}')}}`],
    ['brackets in a text', `{"x":"${'[{\\"'.repeat(10_000)}"}`],
    ['a prototype', '{"__proto__":{"$maxCount":1},"constructor":{"$tb":1}}'],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
  ])('hold %s: they hide nothing and stop nobody', async (name, metadata) => {
    const stream = `metadata of ${name}`;
    await client.appendToStream(stream, [event(), event()]);
    await client.appendToStream(
      `$$${stream}`,
      binaryEvent({ type: '$metadata', data: Buffer.from(metadata) }),
    );
    const next = await client.appendToStream(stream, event(), { expectedRevision: 1n });
    expect(next.nextExpectedRevision).toBe(2n);
    const found: unknown[] = [];
    for await (const { event: read } of client.readStream(stream)) found.push(read?.revision);
    expect(found).toEqual([0n, 1n, 2n]);
  });
});
