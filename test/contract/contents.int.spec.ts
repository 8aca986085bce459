import { describe, expect, it } from '@jest/globals';
import dbClient from '@eventstore/db-client';
import type { EventData, ResolvedEvent } from '@eventstore/db-client';
import { collect, record, uniqueStream, useServerUnderTest, waysToAppend } from './server-under-test.js';

// Public documentation, "Appending events": an event has an id, a type, data and metadata that are stored as they
// are given, JSON or binary; "Reading events": the event comes back with them, its stream, revision and `created`.
const server = useServerUnderTest();
const { jsonEvent, binaryEvent } = dbClient;

const everyByte = Uint8Array.from({ length: 256 }, (_, n) => n);
const notUtf8 = Uint8Array.from([0xc3, 0x28, 0xff, 0xfe, 0xed, 0xa0, 0x80]);
const json = (data: unknown) => jsonEvent({ type: 'Json', data: data as Record<string, unknown> });
let deep: Record<string, unknown> = {};
for (let depth = 0; depth < 200; depth += 1) deep = { deep };

const contents: [string, () => EventData][] = [
  ['an empty object', () => json({})],
  ['an array', () => json([1, 'two', null])],
  ['a number', () => json(42.5)],
  ['a text', () => json('text')],
  ['null', () => json(null)],
  ['false', () => json(false)],
  ['letters of many scripts', () => json({ 'ім’я': 'Ґалаґан', 漢字: '𝒳 🕊 e\u0301', rtl: 'שלום' })],
  ['control characters', () => json({ text: '\u0000\u0001\t\r\n"\\' })],
  ['a number at the edge of exactness', () => json({ n: Number.MAX_SAFE_INTEGER, small: 5e-324 })],
  ['keys that look like a prototype', () => json(JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}'))],
  ['200 levels of nesting', () => json(deep)],
  ['100,000 characters', () => json({ pad: 'ї'.repeat(50_000) })],
  ['1,000,000 characters', () => json({ pad: 'x'.repeat(1_000_000) })],
  ['JSON metadata', () => jsonEvent({ type: 'T', data: {}, metadata: { by: 'хтось', $correlationId: 'c' } })],
  ['binary metadata', () => binaryEvent({ type: 'T', data: everyByte, metadata: everyByte })],
  ['every byte', () => binaryEvent({ type: 'Bytes', data: everyByte })],
  ['no bytes', () => binaryEvent({ type: 'Bytes', data: new Uint8Array(0) })],
  ['bytes that are not UTF-8', () => binaryEvent({ type: 'Bytes', data: notUtf8, metadata: notUtf8 })],
  ['a million bytes', () => binaryEvent({ type: 'Bytes', data: new Uint8Array(1_000_000).fill(7) })],
  ['a type of 500 letters', () => jsonEvent({ type: 'T'.repeat(500), data: {} })],
  ['a type with spaces and signs', () => jsonEvent({ type: ' a/b?c=d&e#f@g ', data: {} })],
  ['a type in Ukrainian', () => jsonEvent({ type: 'СвідченняДодано', data: {} })],
  ['a type that starts with $', () => jsonEvent({ type: '$own', data: {} })],
];

function expectSame(found: ResolvedEvent | undefined, given: EventData, stream: string): void {
  const event = found?.event;
  expect(event).toMatchObject({
    id: given.id,
    type: given.type,
    streamId: stream,
    revision: 0n,
    isJson: given.contentType === 'application/json',
  });
  expect(Math.abs(Date.now() - (event?.created.getTime() ?? 0))).toBeLessThan(60 * 60_000);
  // Compared as hexadecimal or as JSON text: toEqual takes seconds for a million bytes.
  const plain = (value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('hex') : JSON.stringify(value);
  expect(plain(event?.data) === plain(given.data)).toBe(true);
  if (given.metadata !== undefined) expect(plain(event?.metadata)).toBe(plain(given.metadata));
}

describe.each(waysToAppend)('An event appended %s', (_way, options) => {
  it.each(contents)('with %s comes back the same in every kind of read', async (_name, make) => {
    const stream = uniqueStream('contents');
    const given = make();
    const { position } = await server.client.appendToStream(stream, given, options);
    if (position === undefined) throw new Error('The append has no position.');
    const subscription = server.client.subscribeToStream(stream);
    const heard = record(subscription);
    const [forwards] = await collect(server.client.readStream(stream));
    const [backwards] = await collect(
      server.client.readStream(stream, { direction: 'backwards', fromRevision: 'end' }),
    );
    const [fromAll] = await collect(server.client.readAll({ fromPosition: position, maxCount: 1 }));
    await heard.until(() => heard.received.length > 0);
    for (const found of [forwards, backwards, fromAll, heard.received[0]]) expectSame(found, given, stream);
    expect(fromAll?.event?.position).toEqual(position);
    await subscription.unsubscribe();
  });
});

describe('A stream named', () => {
  it.each([
    ['with spaces', 'a b  c'],
    ['with signs', 'a/b?c=d&e#f@g%20\'"<>|*'],
    ['in Ukrainian', 'справа-Ґ'],
    ['in letters beyond the basic plane', '𝒳🕊'],
    ['with a line break', 'a\nb'],
    ['with dashes at both ends', '-a-'],
    ['like a number', '0123'],
    ['like a property of every object', '__proto__'],
    ['with 1,000 letters', 'n'.repeat(1000)],
    ['with a $ inside', 'a$b$$c'],
  ])('%s is a stream of its own', async (_name, text) => {
    const unique = uniqueStream('name');
    const [stream, neighbour] = [`${text}${unique}`, `${text}${unique}.`];
    await server.client.appendToStream(stream, json({ n: 1 }));
    await server.client.appendToStream(neighbour, json({ n: 2 }));
    const found = await collect(server.client.readStream(stream));
    expect(found.map(({ event }) => [event?.streamId, event?.data])).toEqual([[stream, { n: 1 }]]);
  });

  it('in capitals is another than in small letters', async () => {
    const stream = uniqueStream('name');
    await server.client.appendToStream(stream, json({ n: 1 }));
    await server.client.appendToStream(stream.toUpperCase(), json({ n: 2 }));
    expect(await collect(server.client.readStream(stream))).toHaveLength(1);
  });
});
