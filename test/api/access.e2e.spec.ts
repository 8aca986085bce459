import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { ROLES, type Role } from '#libs/access/src/roles.js';
import { OPENED, Thread } from '#test/support/demo-person.js';
import { startHomeward, STAFF, type Homeward } from '#test/support/homeward.js';

const ID = '99999999-9999-4999-8999-999999999999';

/** Who may what, cell by cell: c(aseworker), n(egotiator), s(upervisor), a(uditor), r(eporter). */
const TABLE: Readonly<Record<string, string>> = {
  'POST /cases': 'c',
  'POST /cases/:id/identity': 'c',
  'POST /cases/:id/capture': 'c',
  'POST /cases/:id/captivity-confirmations': 'c',
  'POST /cases/:id/health-assessments': 'c',
  'POST /cases/:id/missing-reports': 'c',
  'POST /cases/:id/transfers': 'c',
  'POST /cases/:id/hospital-admissions': 'c',
  'POST /cases/:id/escape': 'c',
  'POST /cases/:id/death-reports': 'c',
  'POST /cases/:id/messages': 'c',
  'POST /cases/:id/notes': 'c',
  'POST /cases/:id/family-contacts': 'c',
  'POST /cases/:id/closure': 'c',
  'POST /cases/:id/reopening': 'c',
  'POST /cases/:id/negotiations': 'cn',
  'POST /cases/:id/return': 'c',
  'POST /cases/:id/remains-repatriation': 'c',
  'POST /cases/:id/statements/:revision/withdrawal': 'c',
  'POST /cases/:id/statements/:revision/correction': 'c',
  'POST /cases/:id/assignment': 'cs',
  'POST /cases/:id/break-glass': 'cns',
  'POST /cases/:id/break-glass/:glass/review': 's',
  'POST /agreements': 'n',
  'POST /agreements/:id/figures': 'n',
  'POST /exchanges': 'n',
  'POST /exchanges/:id/embargo': 'n',
  'POST /exchanges/:id/handovers': 'n',
  'POST /exchanges/:id/completion': 'n',
  'POST /receptions': 'c',
  'POST /receptions/:id/counts': 'c',
  'POST /intakes': 'cn',
  'POST /intakes/:id/lines': 'cn',
  'POST /intakes/:id/closure': 'cn',
  'POST /cases/search': 'cnsa',
  'GET /intakes/:id': 'cnsa',
  'GET /intakes/:id/lines': 'cnsa',
  'GET /cases/:id': 'cnsa',
  'GET /cases/:id/assignment': 'cnsa',
  'GET /cases/:id/access-log': 'sa',
  'GET /break-glass': 'sa',
  'GET /cases/:id/history': 'cnsa',
  'GET /agreements/:id': 'cnsar',
  'GET /exchanges/:id': 'cnsar',
  'GET /receptions/:id': 'cnsar',
};
const PUBLIC = ['/docs', '/docs-json', '/docs/:file', '/docs/start.js', '/health/live', '/health/ready'];

const cells = Object.entries(TABLE).flatMap(([route, letters]) =>
  ROLES.map((role) => [role, letters.includes(role.charAt(0)) ? 'may' : 'may not', route] as const),
);

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

  it('is said by every route, and by no route that this table does not have', () => {
    const routes = homeward.routes.all.filter(({ method }) => method !== 'HEAD');
    expect(routes.filter(({ policy }) => policy === undefined)).toEqual([]);
    const shut = routes.filter(({ policy }) => policy !== 'public');
    expect(shut.map(({ method, url }) => `${method} ${url}`).sort()).toEqual(Object.keys(TABLE).sort());
    const open = routes.filter(({ policy }) => policy === 'public');
    expect(open.map(({ url }) => url).sort()).toEqual(PUBLIC);
  });

  it.each(cells)('%s %s %s', async (role, verdict, route) => {
    const { status } = await ask(route, role);
    // What is asked for is not there, not whole, or not lines: whoever may, is told so; whoever may not, is not.
    if (verdict === 'may') expect([200, 400, 404, 415, 428]).toContain(status);
    else expect(status).toBe(403);
  });

  it.each(Object.keys(TABLE))('without a token nobody may %s', async (route) => {
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
    expect(described.sort()).toEqual(Object.keys(TABLE).sort());
    for (const page of ['/docs', '/docs/start.js', '/docs/swagger-ui.css', '/docs/swagger-ui-bundle.js'])
      expect((await homeward.client.get(page, { as: 'nobody' })).status).toBe(200);
    expect((await homeward.client.get('/docs/package.json', { as: 'nobody' })).status).toBe(404);
  });
});
