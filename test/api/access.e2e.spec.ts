import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Role } from '#libs/access/src/roles.js';
import { rowsOf } from '#test/access/access-table.js';
import { routesOfTheApi } from '#test/access/routes-of-the-api.js';
import { OPENED, Thread } from '#test/support/demo-person.js';
import { startHomeward, STAFF, type Homeward } from '#test/support/homeward.js';

const ID = '99999999-9999-4999-8999-999999999999';
const PUBLIC = ['/docs', '/docs-json', '/docs/:file', '/docs/start.js', '/health/live', '/health/ready'];

/** Every route behind the gate; what each role may is asked in test/access. */
const routes = rowsOf(await routesOfTheApi()).map(({ route }) => route);

describe('Who may do what', () => {
  let homeward: Homeward;
  let database: pg.Client;
  beforeAll(async () => {
    homeward = await startHomeward();
    database = new pg.Client({ connectionString: homeward.place.databaseUrl });
    await database.connect();
  });
  afterAll(async () => {
    await database?.end();
    await homeward?.stop();
  });

  const ask = (route: string, as: Role | 'nobody') => {
    const [method = '', path = ''] = route.split(' ');
    const url = path.replace(':id', ID).replace(':revision', '0').replace(':glass', ID);
    return method === 'GET' ? homeward.client.get(url, { as }) : homeward.client.post(url, {}, { as });
  };

  it('is asked at every door but those that are open to anyone', () => {
    const open = homeward.routes.all.filter(({ method, policy }) => method !== 'HEAD' && policy === 'public');
    expect(open.map(({ url }) => url).sort()).toEqual(PUBLIC);
  });

  it.each(routes)('without a token nobody may %s', async (route) => {
    expect((await ask(route, 'nobody')).status).toBe(401);
  });

  it('is asked of HEAD as of GET', async () => {
    const head = (as: Role) => homeward.client.send(`/cases/${ID}`, { method: 'HEAD' }, { as });
    expect([(await head('reporter')).status, (await head('auditor')).status]).toEqual([403, 404]);
  });

  it('leaves a record of every read of a person, of every denial, and of what was not found', async () => {
    const person = await Thread.begin(homeward.client, 'cases', OPENED);
    await database.query('TRUNCATE records.access_log');
    await person.read();
    await person.read('/history', { as: 'auditor' });
    await person.read('', { as: 'reporter' });
    await homeward.client.get(`/cases/${ID}`);
    const { rows } = await database.query(
      'SELECT who, role, route, subjects, outcome FROM records.access_log ORDER BY id',
    );
    const subjects = [`case-${person.id}`];
    expect(rows).toEqual([
      { who: STAFF.caseworker, role: 'caseworker', route: 'GET /cases/:id', subjects, outcome: 'allowed' },
      {
        who: STAFF.auditor,
        role: 'auditor',
        route: 'GET /cases/:id/history',
        subjects,
        outcome: 'allowed',
      },
      { who: STAFF.reporter, role: 'reporter', route: 'GET /cases/:id', subjects, outcome: 'denied' },
      {
        who: STAFF.caseworker,
        role: 'caseworker',
        route: 'GET /cases/:id',
        subjects: [`case-${ID}`],
        outcome: 'not-found',
      },
    ]);
  });

  it('gives no data when the record of the read cannot be written', async () => {
    const person = await Thread.begin(homeward.client, 'cases', OPENED);
    await person.read();
    await database.query('ALTER TABLE records.access_log RENAME TO access_log_gone');
    const read = await person.read();
    const denied = await person.read('', { as: 'reporter' });
    await database.query('ALTER TABLE records.access_log_gone RENAME TO access_log');
    for (const answer of [read, denied]) {
      expect(answer.status).toBe(503);
      expect(answer.body['type']).toBe('urn:homeward:problem:access-log-unavailable');
      expect(answer.text).not.toContain('openedFor');
    }
  });

  it('needs no token for the description, which names every door with an example', async () => {
    const { status, body } = await homeward.client.get('/docs-json', { as: 'nobody' });
    expect(status).toBe(200);
    const described = Object.entries(body['paths'] as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
    );
    expect(described.sort()).toEqual(routes.toSorted());
    for (const page of ['/docs', '/docs/start.js', '/docs/swagger-ui.css', '/docs/swagger-ui-bundle.js'])
      expect((await homeward.client.get(page, { as: 'nobody' })).status).toBe(200);
    expect((await homeward.client.get('/docs/package.json', { as: 'nobody' })).status).toBe(404);
  });
});
