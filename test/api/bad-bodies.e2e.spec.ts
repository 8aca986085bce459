import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { CAPTURE, IDENTITY, OPENED, SOURCE, Thread } from '#test/support/demo-person.js';
import { startHomeward, STAFF, type Homeward } from '#test/support/homeward.js';
import { expectRefused, NOWHERE, SECRET } from '#test/support/refused.js';

const nested = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;
const FORM = 'application/x-www-form-urlencoded';
const RETURN = { occurredAt: '2025-06-14', basis: SOURCE };
const CORRECTION = { occurredAt: '2025', reason: 'more-precise', basis: SOURCE };
const WITHDRAWAL = { occurredAt: '2025', reason: 'refuted', basis: SOURCE };

type Text = [
  name: string,
  body: string | Uint8Array | null,
  status: number,
  word: string,
  contentType?: string,
];
const texts: Text[] = [
  ['malformed JSON', '{"occurredAt":', 400, 'malformed-json'],
  ['no body', null, 400, 'malformed-json'],
  ['an empty body', '', 400, 'malformed-json'],
  ['bytes that are no UTF-8', new Uint8Array([0x22, 0xff, 0x22]), 400, 'malformed-json'],
  ['a poisoned prototype', '{"__proto__":{"x":1}}', 400, 'malformed-json'],
  ['a list as body', '[]', 400, 'invalid-input'],
  ['null as body', 'null', 400, 'invalid-input'],
  ['arrays in arrays', nested, 400, 'invalid-input'],
  ['deep nesting in a field', `{"basis":${nested}}`, 400, 'invalid-input'],
  ['another content type', '{}', 415, 'wrong-content-type', 'text/plain'],
  ['a form', 'a=1', 415, 'wrong-content-type', FORM],
  ['a body too large', JSON.stringify({ note: 'x'.repeat(70_000) }), 413, 'body-too-large'],
];

type Field = [name: string, door: string, body: object, pointer: string];
const fields: Field[] = [
  ['an unknown field', 'capture', { ...CAPTURE, colour: SECRET }, '/colour'],
  ['an unknown field with the name of a method', 'capture', { ...CAPTURE, toString: 1 }, '/toString'],
  ['an unknown field named constructor', 'capture', { ...CAPTURE, constructor: null }, '/constructor'],
  ['a wrong type', 'capture', { ...CAPTURE, place: 7 }, '/place'],
  ['an object for a text', 'capture', { ...CAPTURE, place: { $gt: '' } }, '/place'],
  ['a text with a NUL', 'capture', { ...CAPTURE, place: 'a\0b' }, '/place'],
  ['half a surrogate pair', 'capture', { ...CAPTURE, place: 'a\ud800b' }, '/place'],
  ['a text too long', 'capture', { ...CAPTURE, place: SECRET.repeat(100) }, '/place'],
  ['a blank text', 'capture', { ...CAPTURE, place: '  ' }, '/place'],
  ['a missing field', 'capture', { place: SECRET, basis: SOURCE }, '/occurredAt'],
  ['a nested field', 'identity', { ...IDENTITY, name: { surname: [SECRET] } }, '/name/surname'],
  ['an impossible date', 'capture', { ...CAPTURE, occurredAt: '2022-02-30' }, '/occurredAt'],
  ['a date with a time', 'capture', { ...CAPTURE, occurredAt: '2022-02-20T10:00:00Z' }, '/occurredAt'],
  ['a date that is a number', 'capture', { ...CAPTURE, occurredAt: 2022 }, '/occurredAt'],
  ['an unknown word', 'captivity-confirmations', { ...CAPTURE, by: 'rumour' }, '/by'],
  ['an id that is none', 'negotiations', { ...RETURN, agreement: NOWHERE.replace('4', 'A') }, '/agreement'],
  ['a basis that is a text', 'capture', { ...CAPTURE, basis: 'rumour' }, '/basis'],
  ['a reference of an unknown kind', 'capture', { ...CAPTURE, basis: [{ kind: 'rumour' }] }, '/basis/0/kind'],
  [
    'a basis of more references than anybody looks through',
    'capture',
    { ...CAPTURE, basis: Array.from({ length: 51 }, () => SOURCE[0]) },
    '/basis',
  ],
  [
    'a reference to no stream',
    'capture',
    { ...CAPTURE, basis: [{ kind: 'event', stream: 'x' }] },
    '/basis/0/stream',
  ],
  ['a correction without a type', 'statements/1/correction', { ...CORRECTION, to: CAPTURE }, '/to/type'],
  [
    'a correction with the field of another type',
    'statements/1/correction',
    { ...CORRECTION, to: { type: 'Captured', ...CAPTURE, by: 'icrc' } },
    '/to/by',
  ],
];

type Rule = [name: string, door: string, body: object, status: number, word: string];
const rules: Rule[] = [
  ['an empty basis', 'return', { ...RETURN, basis: [] }, 409, 'empty-basis'],
  ['a day in the future', 'return', { ...RETURN, occurredAt: '2999-01-01' }, 409, 'in-the-future'],
  ['a second capture', 'capture', { ...CAPTURE, place: null }, 409, 'already-captive'],
  ['a statement that is not there', 'statements/99/withdrawal', WITHDRAWAL, 404, 'no-such-statement'],
];

describe('A bad body is answered with a problem, and nothing is stored', () => {
  let homeward: Homeward;
  let person: Thread;
  beforeAll(async () => {
    homeward = await startHomeward();
    person = await Thread.begin(homeward.client, 'cases', OPENED);
    await person.post('capture', CAPTURE);
  });
  afterAll(() => homeward?.stop());

  const change = (door: string, body: object) =>
    homeward.client.post(`${person.path}/${door}`, body, { ifMatch: person.etag });

  it.each(texts)('%s', async (...[, body, status, word, contentType = 'application/json']: Text) => {
    const headers = { 'content-type': contentType, 'idempotency-key': 'a-key' };
    const ask = () =>
      homeward.client.send('/cases', { method: 'POST', body: body as string | null, headers });
    await expectRefused(homeward, ask, status, word);
  });

  it.each(fields)('%s', async (...[, door, body, pointer]: Field) => {
    await expectRefused(homeward, () => change(door, body), 400, 'invalid-input', { pointer });
  });

  it.each(rules)('%s', async (...[, door, body, status, word]: Rule) => {
    await expectRefused(homeward, () => change(door, body), status, word);
  });

  it('leaves one line in the log, with the pattern of the route and nothing of what was in it', async () => {
    await change('identity', { ...IDENTITY, name: { surname: SECRET, givenNames: SECRET } });
    await person.read('/history');
    const requestId = randomUUID();
    await homeward.client.get(person.path, { headers: { 'x-request-id': requestId } });
    const lines = homeward.logged.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.filter((line) => line['requestId'] === requestId)).toEqual([
      expect.objectContaining({ msg: 'request', method: 'GET', route: '/cases/:id', status: 200 }),
    ]);
    const all = homeward.logged.join('\n');
    for (const secret of [SECRET, person.id, STAFF.caseworker]) expect(all).not.toContain(secret);
  });
});
