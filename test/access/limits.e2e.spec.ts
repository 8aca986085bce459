import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OPENED, Thread } from '#test/support/demo-person.js';
import { startHomeward, type Homeward } from '#test/support/homeward.js';
import type { Answer } from '#test/support/http-client.js';

const UNLIMITED = { requestsPerMinute: 1_000_000, refusalsPerMinute: 1_000_000, casesPerHour: 1_000_000 };

describe('How much may be asked for', () => {
  let homeward: Homeward;
  beforeAll(async () => {
    homeward = await startHomeward();
  });
  afterAll(() => homeward?.stop());

  const wordOf = ({ body }: Answer): string => String(body['type']).replace('urn:homeward:problem:', '');
  const staff = async () => ({ token: await homeward.issuer.mintToken(randomUUID(), 'caseworker') });
  const NOWHERE = '/cases/99999999-9999-4999-8999-999999999999';

  it('is counted by person: one too many is told when to come back, and others go on', async () => {
    const { client, close } = await homeward.startApi({ limits: { ...UNLIMITED, requestsPerMinute: 3 } });
    const [busy, other] = [await staff(), await staff()];
    for (let ask = 0; ask < 3; ask += 1) expect((await client.get(NOWHERE, { as: busy })).status).toBe(404);
    const denied = await client.get(NOWHERE, { as: busy });
    expect([denied.status, wordOf(denied)]).toEqual([429, 'too-many-requests']);
    expect(denied.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    const wait = Number(denied.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect((await client.get(NOWHERE, { as: other })).status).toBe(404);
    expect((await client.get('/health/live', { as: 'nobody' })).status).toBe(200);
    await close();
  });

  it('is counted by address for refused tokens, and locks out nobody who has a valid one', async () => {
    const { client, close } = await homeward.startApi({ limits: { ...UNLIMITED, refusalsPerMinute: 2 } });
    expect((await client.get(NOWHERE, { as: 'nobody' })).status).toBe(401);
    expect((await client.get(NOWHERE, { as: { token: 'a.b.c' } })).status).toBe(401);
    const denied = await client.get(NOWHERE, { as: { token: 'a.b.c' } });
    expect([denied.status, wordOf(denied)]).toEqual([429, 'too-many-requests']);
    expect(denied.headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await client.get(NOWHERE, { as: await staff() })).status).toBe(404);
    await close();
  });

  it('is counted in different cases for what is shown, whichever api shows it', async () => {
    const limits = { ...UNLIMITED, casesPerHour: 2 };
    const apis = [await homeward.startApi({ limits }), await homeward.startApi({ limits })] as const;
    const as = await staff();
    const people: Thread[] = [];
    for (let each = 0; each < 3; each += 1)
      people.push(await Thread.begin(homeward.client, 'cases', OPENED, { as }));
    const read = (api: 0 | 1, person: Thread | undefined) =>
      apis[api].client.get(person?.path ?? '', { as, ...(person && { after: person.last }) });
    expect((await read(0, people[0])).status).toBe(200);
    expect((await read(1, people[1])).status).toBe(200);
    const denied = await read(0, people[2]);
    expect([denied.status, wordOf(denied)]).toEqual([429, 'reads-spent']);
    expect(denied.text).not.toContain('openedFor');
    expect(Number(denied.headers.get('retry-after'))).toBeGreaterThan(3_500);
    // What was read within the hour is not counted again.
    expect((await read(1, people[0])).status).toBe(200);
    expect((await homeward.client.get(NOWHERE)).status).toBe(404);
    for (const { close } of apis) await close();
  });
});

describe('What a browser is told', () => {
  let homeward: Homeward;
  beforeAll(async () => {
    homeward = await startHomeward();
  });
  afterAll(() => homeward?.stop());

  const ALWAYS = {
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  };

  it.each([
    ['an answer', '/health/live', 200],
    ['a refusal', '/cases/99999999-9999-4999-8999-999999999999', 401],
    ['a path that is not there', '/nowhere', 404],
  ])('%s has every header that keeps it from other pages', async (_what, path, status) => {
    const answer = await homeward.client.get(path, { as: 'nobody' });
    expect(answer.status).toBe(status);
    for (const [name, value] of Object.entries(ALWAYS))
      expect([name, answer.headers.get(name)]).toEqual([name, value]);
    for (const name of ['server', 'x-powered-by']) expect(answer.headers.get(name)).toBeNull();
  });

  it('no other origin may use the api: there is no CORS, and no preflight is answered', async () => {
    const headers = { origin: 'https://evil.example.org', 'access-control-request-method': 'POST' };
    const preflight = await homeward.client.send('/cases', { method: 'OPTIONS', headers }, { as: 'nobody' });
    const answer = await homeward.client.get('/health/live', { as: 'nobody', headers });
    expect([preflight.status, answer.status]).toEqual([405, 200]);
    for (const each of [preflight, answer])
      expect([...each.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('a body is taken up to 64 KiB, and one that says it is longer is refused before it is read', async () => {
    const post = (length: number) =>
      homeward.client.post('/cases', { ...OPENED, unknown: 'x'.repeat(length) });
    expect((await post(60_000)).status).toBe(400);
    const long = await post(70_000);
    expect([long.status, long.body['type']]).toEqual([413, 'urn:homeward:problem:body-too-large']);
    const { hostname, port } = new URL(homeward.client.url);
    const told = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () =>
        socket.write(
          `POST /cases HTTP/1.1\r\nhost: ${hostname}\r\ncontent-type: application/json\r\n` +
            `authorization: Bearer ${homeward.tokens.get('caseworker')}\r\ncontent-length: 1000000000\r\n\r\n`,
        ),
      );
      socket.once('data', (data) => {
        socket.destroy();
        resolve(data.toString());
      });
      socket.once('error', reject);
    });
    expect(told).toMatch(/^HTTP\/1\.1 413 /);
  });
});
