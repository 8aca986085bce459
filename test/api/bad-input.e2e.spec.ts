import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { CAPTURE, IDENTITY, OPENED, SOURCE, Thread } from '#test/support/demo-person.js';
import { startHomeward, STAFF, type Homeward } from '#test/support/homeward.js';
import type { Answer, Ask } from '#test/support/http-client.js';

const NOWHERE = '99999999-9999-4999-8999-999999999999';
const SECRET = 'Канаренко';

describe('Bad input is answered with a problem, and nothing is stored', () => {
  let homeward: Homeward;
  let person: Thread;
  beforeAll(async () => {
    homeward = await startHomeward();
    person = await Thread.begin(homeward.client, 'cases', OPENED);
    await person.post('capture', CAPTURE);
  });
  afterAll(() => homeward?.stop());

  const change = (door: string, body: unknown, ask: Ask = {}) =>
    homeward.client.post(`${person.path}/${door}`, body, { ifMatch: person.etag, ...ask });
  const raw = (body: string | Uint8Array | null, headers: Record<string, string> = {}, path = '/cases') =>
    homeward.client.send(path, {
      method: 'POST',
      body: body as string | null,
      headers: { 'content-type': 'application/json', 'idempotency-key': 'raw', ...headers },
    });
  const token = async (claims: Parameters<Homeward['issuer']['mintToken']>) => ({
    as: { token: await homeward.issuer.mintToken(...claims) },
  });

  type Row = [name: string, ask: () => Promise<Answer>, status: number, word: string, where?: object];
  const rows: Row[] = [
    ['malformed JSON', () => raw('{"occurredAt":'), 400, 'malformed-json'],
    ['no body', () => raw(null), 400, 'malformed-json'],
    ['an empty body', () => raw(''), 400, 'malformed-json'],
    ['bytes that are no UTF-8', () => raw(new Uint8Array([0x22, 0xff, 0x22])), 400, 'malformed-json'],
    ['a poisoned prototype', () => raw('{"__proto__":{"x":1}}'), 400, 'malformed-json'],
    ['a list as body', () => raw('[]'), 400, 'invalid-input', { pointer: '' }],
    ['null as body', () => raw('null'), 400, 'invalid-input', { pointer: '' }],
    ['arrays in arrays', () => raw(`${'['.repeat(30_000)}${']'.repeat(30_000)}`), 400, 'invalid-input'],
    [
      'deep nesting in a field',
      () => raw(`{"basis":${'['.repeat(30_000)}${']'.repeat(30_000)}}`),
      400,
      'invalid-input',
    ],
    ['another content type', () => raw('a=1', { 'content-type': 'text/plain' }), 415, 'wrong-content-type'],
    [
      'a form',
      () => raw('a=1', { 'content-type': 'application/x-www-form-urlencoded' }),
      415,
      'wrong-content-type',
    ],
    ['a body too large', () => raw(JSON.stringify({ note: 'x'.repeat(70_000) })), 413, 'body-too-large'],
    [
      'an unknown field',
      () => change('capture', { ...CAPTURE, colour: SECRET }),
      400,
      'invalid-input',
      { pointer: '/colour' },
    ],
    [
      'an unknown field with the name of a method',
      () => change('capture', { ...CAPTURE, toString: 1, constructor: null }),
      400,
      'invalid-input',
      { pointer: '/toString' },
    ],
    [
      'a wrong type',
      () => change('capture', { ...CAPTURE, place: 7 }),
      400,
      'invalid-input',
      { pointer: '/place' },
    ],
    [
      'an object where a text stands',
      () => change('capture', { ...CAPTURE, place: { $gt: '' } }),
      400,
      'invalid-input',
      { pointer: '/place' },
    ],
    [
      'a text with a NUL',
      () => change('capture', { ...CAPTURE, place: 'a\0b' }),
      400,
      'invalid-input',
      { pointer: '/place' },
    ],
    [
      'half a surrogate pair',
      () => change('capture', { ...CAPTURE, place: 'a\ud800b' }),
      400,
      'invalid-input',
      { pointer: '/place' },
    ],
    [
      'a text too long',
      () => change('capture', { ...CAPTURE, place: SECRET.repeat(100) }),
      400,
      'invalid-input',
      { pointer: '/place' },
    ],
    [
      'a nested field',
      () => change('identity', { ...IDENTITY, name: { ...IDENTITY.name, surname: [SECRET] } }),
      400,
      'invalid-input',
      { pointer: '/name/surname' },
    ],
    [
      'a missing field',
      () => change('capture', { place: SECRET, basis: SOURCE }),
      400,
      'invalid-input',
      { pointer: '/occurredAt' },
    ],
    [
      'an impossible date',
      () => change('capture', { ...CAPTURE, occurredAt: '2022-02-30' }),
      400,
      'invalid-input',
      { pointer: '/occurredAt' },
    ],
    [
      'a date with a time',
      () => change('capture', { ...CAPTURE, occurredAt: '2022-02-20T10:00:00Z' }),
      400,
      'invalid-input',
      { pointer: '/occurredAt' },
    ],
    [
      'a date that is a number',
      () => change('capture', { ...CAPTURE, occurredAt: 2022 }),
      400,
      'invalid-input',
      { pointer: '/occurredAt' },
    ],
    [
      'an unknown word',
      () => change('captivity-confirmations', { ...CAPTURE, by: 'rumour' }),
      400,
      'invalid-input',
      { pointer: '/by' },
    ],
    [
      'a reference of an unknown kind',
      () => change('capture', { ...CAPTURE, basis: [{ kind: 'rumour' }] }),
      400,
      'invalid-input',
      { pointer: '/basis/0/kind' },
    ],
    [
      'a reference with a field of another kind',
      () =>
        change('capture', { ...CAPTURE, basis: [...SOURCE, { kind: 'event', stream: 'x', revision: -1 }] }),
      400,
      'invalid-input',
      { pointer: '/basis/1/stream' },
    ],
    ['an empty basis', () => change('return', { occurredAt: '2025-06-14', basis: [] }), 409, 'empty-basis'],
    [
      'a day in the future',
      () => change('return', { occurredAt: '2999-01-01', basis: SOURCE }),
      409,
      'in-the-future',
      { pointer: '/occurredAt' },
    ],
    ['a refusal by a rule', () => change('capture', { ...CAPTURE, place: null }), 409, 'already-captive'],
    [
      'an upper-case id in a body',
      () => change('negotiations', { ...CAPTURE, agreement: NOWHERE.replace('4', 'A') }),
      400,
      'invalid-input',
      { pointer: '/place' },
    ],
    [
      'an id that is none in a path',
      () => homeward.client.post('/cases/17/capture', CAPTURE, { ifMatch: '"0"' }),
      400,
      'invalid-input',
      { parameter: 'id' },
    ],
    [
      'a revision that is none in a path',
      () => change('statements/first/withdrawal', { occurredAt: '2025', reason: 'refuted', basis: SOURCE }),
      400,
      'invalid-input',
      { parameter: 'revision' },
    ],
    [
      'a statement that is not there',
      () => change('statements/99/withdrawal', { occurredAt: '2025', reason: 'refuted', basis: SOURCE }),
      404,
      'no-such-statement',
    ],
    [
      'a correction without a type',
      () =>
        change('statements/1/correction', {
          occurredAt: '2025',
          reason: 'more-precise',
          to: CAPTURE,
          basis: SOURCE,
        }),
      400,
      'invalid-input',
      { pointer: '/to/type' },
    ],
    [
      'a correction with a wrong field',
      () =>
        change('statements/1/correction', {
          occurredAt: '2025',
          reason: 'more-precise',
          to: { type: 'Captured', ...CAPTURE, by: 'icrc' },
          basis: SOURCE,
        }),
      400,
      'invalid-input',
      { pointer: '/to/by' },
    ],
    [
      'a case that is not there',
      () => homeward.client.post(`/cases/${NOWHERE}/capture`, CAPTURE, { ifMatch: '"0"' }),
      404,
      'no-such-case',
    ],
    ['a case to read that is not there', () => homeward.client.get(`/cases/${NOWHERE}`), 404, 'no-such-case'],
    [
      'a change without If-Match',
      () => homeward.client.post(`${person.path}/capture`, CAPTURE),
      428,
      'no-if-match',
      { header: 'If-Match' },
    ],
    ['a stale If-Match', () => change('capture', IDENTITY, { ifMatch: '"0"' }), 400, 'invalid-input'],
    [
      'a stale If-Match on a good body',
      () => change('return', { occurredAt: '2025-06-14', basis: SOURCE }, { ifMatch: '"0"' }),
      412,
      'stale-revision',
    ],
    [
      'a revision of the future in If-Match',
      () => change('return', { occurredAt: '2025-06-14', basis: SOURCE }, { ifMatch: '"77"' }),
      412,
      'stale-revision',
    ],
    [
      'a weak tag in If-Match',
      () => change('capture', CAPTURE, { ifMatch: 'W/"1"' }),
      400,
      'invalid-input',
      { header: 'If-Match' },
    ],
    [
      'a wildcard in If-Match',
      () => change('capture', CAPTURE, { ifMatch: '*' }),
      400,
      'invalid-input',
      { header: 'If-Match' },
    ],
    [
      'no Idempotency-Key',
      () =>
        homeward.client.send('/cases', {
          method: 'POST',
          body: JSON.stringify(OPENED),
          headers: { 'content-type': 'application/json' },
        }),
      400,
      'invalid-input',
      { header: 'Idempotency-Key' },
    ],
    [
      'a key with spaces',
      () => homeward.client.post('/cases', OPENED, { key: 'a b' }),
      400,
      'invalid-input',
      { header: 'Idempotency-Key' },
    ],
    [
      'a query where none is taken',
      () => homeward.client.post('/cases?name=x', OPENED),
      400,
      'invalid-input',
      { parameter: '?' },
    ],
    ['an unknown parameter', () => person.read('?asOf=2025'), 400, 'invalid-input', { parameter: 'asOf' }],
    [
      'an impossible day',
      () => person.read('?validAt=2025-02-30'),
      400,
      'invalid-input',
      { parameter: 'validAt' },
    ],
    [
      'an instant without a zone',
      () => person.read('?knownAt=2025-06-14T10:00:00'),
      400,
      'invalid-input',
      { parameter: 'knownAt' },
    ],
    [
      'a parameter twice',
      () => person.read('?validAt=2025-01-01&validAt=2025-01-02'),
      400,
      'invalid-input',
      { parameter: 'validAt' },
    ],
    [
      'a limit too high',
      () => person.read('/history?limit=9999'),
      400,
      'invalid-input',
      { parameter: 'limit' },
    ],
    [
      'a consistency token that is not ours',
      () => homeward.client.get(person.path, { headers: { 'homeward-consistency-token': 'AAAA' } }),
      400,
      'invalid-input',
      { header: 'Homeward-Consistency-Token' },
    ],
    ['an unknown path', () => homeward.client.get('/persons'), 404, 'no-such-route'],
    ['a path with a slash too many', () => homeward.client.get(`${person.path}/`), 404, 'no-such-route'],
    ['a broken escape in a path', () => homeward.client.get('/cases/%zz'), 400, 'malformed-request'],
    ['a path far too long', () => homeward.client.get(`/cases/${'a'.repeat(500)}`), 404, 'no-such-route'],
    ['a wrong method', () => homeward.client.send('/cases', { method: 'DELETE' }), 405, 'wrong-method'],
    ['a GET of a door', () => homeward.client.get(`${person.path}/capture`), 405, 'wrong-method'],
    ['no token', () => homeward.client.post('/cases', OPENED, { as: 'nobody' }), 401, 'no-token'],
    [
      'no token, whatever the body is',
      () => homeward.client.send('/cases', { method: 'POST', body: '{{{' }, { as: 'nobody' }),
      401,
      'no-token',
    ],
    [
      'a token that is none',
      () => homeward.client.post('/cases', OPENED, { as: { token: 'abc' } }),
      401,
      'token-not-valid',
    ],
    [
      'an expired token',
      async () => homeward.client.post('/cases', OPENED, await token([STAFF.caseworker, 'caseworker', -10])),
      401,
      'token-expired',
    ],
    [
      'a token for someone who is no member of staff',
      async () => homeward.client.post('/cases', OPENED, await token(['root', 'caseworker'])),
      401,
      'token-not-valid',
    ],
    [
      'a role that may not',
      () => homeward.client.post('/cases', OPENED, { as: 'auditor' }),
      403,
      'role-may-not',
    ],
    ['a reporter who reads a case', () => person.read('', { as: 'reporter' }), 403, 'role-may-not'],
  ];

  it.each(rows)('%s', async (...row: Row) => {
    const [, ask, status, word, where] = row;
    const before = await homeward.countEvents();
    const answer = await ask();
    expect({ status: answer.status, type: answer.body['type'] }).toEqual({
      status,
      type: `urn:homeward:problem:${word}`,
    });
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.body).toMatchObject({
      title: expect.stringMatching(/\.$/),
      detail: expect.stringMatching(/\.$/),
      instance: `urn:uuid:${String(answer.headers.get('x-request-id'))}`,
    });
    if (where) expect(answer.body['errors']).toContainEqual(expect.objectContaining(where));
    expect(answer.text).not.toContain(SECRET);
    expect(answer.text).not.toMatch(/node_modules|\.ts:|\.js:/);
    expect(await homeward.countEvents()).toBe(before);
  });

  it('logs one line for each request, with the pattern of its route and nothing of what was in it', async () => {
    await change('identity', { ...IDENTITY, name: { surname: SECRET, givenNames: SECRET } });
    await person.read('/history');
    const requestId = randomUUID();
    await homeward.client.get(person.path, { headers: { 'x-request-id': requestId } });
    const lines = homeward.logged.map((line) => JSON.parse(line) as Record<string, unknown>);
    const requests = lines.filter(({ msg }) => msg === 'request');
    expect(requests).toContainEqual(
      expect.objectContaining({ method: 'GET', route: '/cases/:id', requestId, status: 200 }),
    );
    const all = homeward.logged.join('\n');
    expect(all).not.toContain(SECRET);
    expect(all).not.toContain(person.id);
    expect(all).not.toContain(STAFF.caseworker);
  });
});
