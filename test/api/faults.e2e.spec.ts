import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { openFolderKeys } from '#libs/stored-events/src/folder-keys.js';
import { CAPTURE, IDENTITY, OPENED, Thread } from '#test/support/demo-person.js';
import { startHomeward, type Homeward } from '#test/support/homeward.js';

const problem = (word: string) => `urn:homeward:problem:${word}`;

describe('When a part is missing, the api says so and stores nothing', () => {
  let homeward: Homeward;
  beforeAll(async () => (homeward = await startHomeward()));
  afterAll(() => homeward?.stop());

  it('answers 503 while the event store does not answer, and is not ready', async () => {
    const { client, close } = await homeward.startApi({ eventStoreUrl: 'esdb://127.0.0.1:9?tls=false' });
    const person = await Thread.begin(homeward.client, 'cases', OPENED);
    const command = await client.post(`${person.path}/capture`, CAPTURE, { ifMatch: '"0"' });
    expect([command.status, command.body['type']]).toEqual([503, problem('event-store-unavailable')]);
    expect(command.headers.get('retry-after')).toBe('2');
    const ready = await client.get('/health/ready', { as: 'nobody' });
    expect([ready.status, ready.body['type']]).toEqual([503, problem('event-store-unavailable')]);
    expect((await client.get('/health/live', { as: 'nobody' })).status).toBe(200);
    await close();
  });

  it('goes on recording while the database does not answer, and reads are 503', async () => {
    const person = await Thread.begin(homeward.client, 'cases', OPENED);
    expect((await person.read()).status).toBe(200);
    const admin = new pg.Client({
      connectionString: Object.assign(new URL(homeward.place.databaseUrl), { pathname: '/postgres' }).href,
    });
    await admin.connect();
    const name = new URL(homeward.place.databaseUrl).pathname.slice(1);
    await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
    const read = await homeward.client.get(person.path);
    const ready = await homeward.client.get('/health/ready', { as: 'nobody' });
    const recorded = await person.post('capture', CAPTURE);
    await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    await admin.end();
    expect([read.status, read.body['type']]).toEqual([503, problem('database-unavailable')]);
    expect([ready.status, ready.body['type']]).toEqual([503, problem('database-unavailable')]);
    expect(recorded.body).toMatchObject({ events: ['Captured'] });
  });

  it('answers 410 for a change to the file of a person whose data was erased', async () => {
    const person = await Thread.begin(homeward.client, 'cases', OPENED);
    await person.post('identity', IDENTITY);
    const keys = await openFolderKeys(homeward.place.keys);
    await keys.erase(`case-${person.id}`);
    await keys.close();
    const before = await homeward.countEvents();
    const answer = await homeward.client.post(`${person.path}/capture`, CAPTURE, { ifMatch: person.etag });
    expect([answer.status, answer.body['type']]).toEqual([410, problem('erased')]);
    expect(await homeward.countEvents()).toBe(before);
  });

  it('answers a problem to what is no HTTP at all', async () => {
    const socket = connect(Number(new URL(homeward.client.url).port), '127.0.0.1');
    socket.end('NONSENSE\r\n\r\n');
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain(problem('malformed-request'));
  });
});
