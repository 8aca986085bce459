import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { CAPTURE, OPENED, SOURCE, Thread } from '#test/support/demo-person.js';
import { startHomeward, STAFF, type Homeward } from '#test/support/homeward.js';
import type { Answer, Ask } from '#test/support/http-client.js';
import { expectRefused, NOWHERE } from '#test/support/refused.js';

const RETURN = { occurredAt: '2025-06-14', basis: SOURCE };
const JSON_ONLY = { 'content-type': 'application/json' };

describe('A bad request is answered with a problem, and nothing is stored', () => {
  let homeward: Homeward;
  let person: Thread;
  beforeAll(async () => {
    homeward = await startHomeward();
    person = await Thread.begin(homeward.client, 'cases', OPENED);
    await person.post('capture', CAPTURE);
  });
  afterAll(() => homeward?.stop());

  const get = (path: string, ask: Ask = {}) => homeward.client.get(path, ask);
  const open = (ask: Ask) => homeward.client.post('/cases', OPENED, ask);
  const comeBack = (ifMatch: string) => homeward.client.post(`${person.path}/return`, RETURN, { ifMatch });
  const capture = (id: string) => homeward.client.post(`/cases/${id}/capture`, CAPTURE, { ifMatch: '"0"' });
  const withToken = async (...claims: Parameters<Homeward['issuer']['mintToken']>) =>
    open({ as: { token: await homeward.issuer.mintToken(...claims) } });

  type Row = [name: string, ask: () => Promise<Answer>, status: number, word: string, where?: object];
  const rows: Row[] = [
    ['an id that is none', () => capture('17'), 400, 'invalid-input', { parameter: 'id' }],
    ['an upper-case id', () => capture('A'.repeat(36)), 400, 'invalid-input', { parameter: 'id' }],
    [
      'a revision that is none',
      () => homeward.client.post(`${person.path}/statements/first/withdrawal`, RETURN, { ifMatch: '"1"' }),
      400,
      'invalid-input',
    ],
    ['a case that is not there', () => capture(NOWHERE), 404, 'no-such-case'],
    ['a case to read that is not there', () => get(`/cases/${NOWHERE}`), 404, 'no-such-case'],
    ['a history that is not there', () => get(`/cases/${NOWHERE}/history`), 404, 'no-such-case'],
    ['an exchange that is not there', () => get(`/exchanges/${NOWHERE}`), 404, 'no-such-exchange'],
    ['a reception that is not there', () => get(`/receptions/${NOWHERE}`), 404, 'no-such-reception'],

    [
      'a return in an exchange that nobody planned',
      () =>
        homeward.client.post(`${person.path}/return`, { ...RETURN, exchange: NOWHERE }, { ifMatch: '"1"' }),
      409,
      'names-nothing',
      { pointer: '/exchange' },
    ],
    [
      'a basis that rests on an event which is not there',
      () =>
        homeward.client.post(
          `${person.path}/return`,
          { ...RETURN, basis: [{ kind: 'event', stream: `case-${NOWHERE}`, revision: 0 }] },
          { ifMatch: '"1"' },
        ),
      409,
      'names-nothing',
      { pointer: '/basis/0' },
    ],

    [
      'a change without If-Match',
      () => homeward.client.post(`${person.path}/return`, RETURN),
      428,
      'no-if-match',
      { header: 'If-Match' },
    ],
    ['a stale If-Match', () => comeBack('"0"'), 412, 'stale-revision'],
    ['a revision of the future in If-Match', () => comeBack('"77"'), 412, 'stale-revision'],
    ['a weak tag in If-Match', () => comeBack('W/"1"'), 400, 'invalid-input', { header: 'If-Match' }],
    ['a wildcard in If-Match', () => comeBack('*'), 400, 'invalid-input', { header: 'If-Match' }],
    ['a bare number in If-Match', () => comeBack('1'), 400, 'invalid-input', { header: 'If-Match' }],
    [
      'no Idempotency-Key',
      () =>
        homeward.client.send('/cases', { method: 'POST', body: JSON.stringify(OPENED), headers: JSON_ONLY }),
      400,
      'invalid-input',
      { header: 'Idempotency-Key' },
    ],
    ['a key with spaces', () => open({ key: 'a b' }), 400, 'invalid-input', { header: 'Idempotency-Key' }],
    ['a key too long', () => open({ key: 'a'.repeat(201) }), 400, 'invalid-input'],
    [
      'a consistency token that is not ours',
      () => get(person.path, { headers: { 'homeward-consistency-token': 'AAAA' } }),
      400,
      'invalid-input',
      { header: 'Homeward-Consistency-Token' },
    ],

    ['a query where none is taken', () => homeward.client.post('/cases?a=1', OPENED), 400, 'invalid-input'],
    ['an unknown parameter', () => person.read('?asOf=1'), 400, 'invalid-input', { parameter: 'asOf' }],
    [
      'an impossible day',
      () => person.read('?validAt=2025-02-30'),
      400,
      'invalid-input',
      { parameter: 'validAt' },
    ],
    ['an instant without a zone', () => person.read('?knownAt=2025-06-14T10:00:00'), 400, 'invalid-input'],
    ['a parameter twice', () => person.read('?validAt=2025-01-01&validAt=2025-01-02'), 400, 'invalid-input'],
    [
      'a limit too high',
      () => person.read('/history?limit=9999'),
      400,
      'invalid-input',
      { parameter: 'limit' },
    ],

    ['an unknown path', () => get('/persons'), 404, 'no-such-route'],
    ['a path with a slash too many', () => get(`${person.path}/`), 404, 'no-such-route'],
    ['a broken escape in a path', () => get('/cases/%zz'), 400, 'malformed-request'],
    ['a path far too long', () => get(`/cases/${'a'.repeat(500)}`), 404, 'no-such-route'],
    ['a wrong method', () => homeward.client.send('/cases', { method: 'DELETE' }), 405, 'wrong-method'],
    ['a GET of a door', () => get(`${person.path}/capture`), 405, 'wrong-method'],

    ['no token', () => open({ as: 'nobody' }), 401, 'no-token'],
    [
      'no token, whatever the body is',
      () =>
        homeward.client.send('/cases', { method: 'POST', body: '{{{', headers: JSON_ONLY }, { as: 'nobody' }),
      401,
      'no-token',
    ],
    ['a token that is none', () => open({ as: { token: 'abc' } }), 401, 'token-not-valid'],
    [
      'an expired token',
      () => withToken(STAFF.caseworker, 'caseworker', { seconds: -10 }),
      401,
      'token-expired',
    ],
    ['a token for nobody of the staff', () => withToken('root', 'caseworker'), 401, 'token-not-valid'],
    ['a role that may not', () => open({ as: 'auditor' }), 403, 'role-may-not'],
    ['a reporter who reads a case', () => person.read('', { as: 'reporter' }), 403, 'role-may-not'],
  ];

  it.each(rows)('%s', async (...[, ask, status, word, where]: Row) => {
    await expectRefused(homeward, ask, status, word, where);
  });
});
