import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { ROLES } from '#libs/access/src/roles.js';
import { until } from '#libs/projections/src/testing/live.js';
import { SOURCE, Thread } from '#test/support/demo-person.js';
import { startHomeward, STAFF, type Homeward } from '#test/support/homeward.js';
import type { Answer, Client } from '#test/support/http-client.js';

const problem = (word: string) => `urn:homeward:problem:${word}`;
const RECEIVED = { occurredAt: '2025-06-11', direction: 'to-ukraine', counts: [], basis: SOURCE };
const as = 'operator';

interface Projection {
  readonly name: string;
  readonly position: string | null;
  readonly behind: string | null;
  readonly stopped: { readonly at: string; readonly event: { readonly id: string } | null } | null;
  readonly skipped: readonly object[];
  readonly rebuild: { readonly state: string; readonly request: string | null } | null;
}

describe('An operator', () => {
  let homeward: Homeward;
  let client: Client;
  let database: pg.Client;
  beforeAll(async () => {
    homeward = await startHomeward();
    // With the rights that the api has in production, and no others.
    const databaseUrl = `${homeward.place.databaseUrl}?options=${encodeURIComponent('-c role=homeward_api')}`;
    client = (await homeward.startApi({ databaseUrl })).client;
    database = new pg.Client({ connectionString: homeward.place.databaseUrl });
    await database.connect();
  });
  afterAll(async () => {
    await database?.end();
    await homeward?.stop();
  });

  const told = async (name: string): Promise<Projection> => {
    const { body } = await client.get('/projections', { as });
    const found = (body['projections'] as Projection[]).find((each) => each.name === name);
    if (found === undefined) throw new Error(JSON.stringify(body));
    return found;
  };
  const ask = (path: string, body: object, key: string = randomUUID()) =>
    client.post(path, { why: 'a test', ...body }, { as, key });
  const requests = async () =>
    (
      await database.query<{ kind: string; who: string; why: string; event_id: string | null }>(
        'SELECT kind, who, why, event_id FROM records.operator_request ORDER BY id',
      )
    ).rows;
  /** How many wait for a lock. */
  const waiting = async () =>
    (
      await database.query(
        'SELECT FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())',
      )
    ).rowCount;
  const answered = async ({ headers }: Answer): Promise<Answer> => {
    const path = headers.get('location') ?? '';
    await until(async () => (await client.get(path, { as })).body['answer'] !== null);
    return client.get(path, { as });
  };

  it('has a projection rebuilt while it is read, and reads how far it has come and what became of the request', async () => {
    const reception = await Thread.begin(homeward.client, 'receptions', RECEIVED);
    await reception.read();
    const before = await told('receptions');
    expect(before).toMatchObject({
      behind: '0',
      awaitsRebuild: false,
      stopped: null,
      skipped: [],
      rebuild: null,
    });
    expect(BigInt(before.position ?? -1)).toBeGreaterThan(0n);

    const asked = await ask('/projections/receptions/rebuild', { throttle: 100_000 });
    expect(asked.status).toBe(202);
    const id = String(asked.body['id']);
    expect(asked.headers.get('location')).toBe(`/operator-requests/${id}`);
    expect((await answered(asked)).body).toMatchObject({
      id,
      kind: 'rebuild',
      name: 'receptions',
      who: STAFF.operator,
      why: 'a test',
      event: null,
      throttle: 100_000,
      answer: { outcome: 'done', explanation: expect.stringContaining('receptions was rebuilt') },
    });
    expect((await told('receptions')).rebuild).toMatchObject({
      state: 'live',
      request: id,
      throttle: 100_000,
      differences: { reception_figures: 0, reception_entry: 0 },
      stopped: null,
    });
    expect((await reception.read()).status).toBe(200);

    const forgotten = await answered(await ask('/projections/receptions/forget-old', {}));
    expect(forgotten.body['answer']).toMatchObject({ outcome: 'done' });
    const again = await ask('/projections/receptions/forget-old', {});
    expect([again.status, again.body['type']]).toEqual([409, problem('request-refused')]);
    expect(again.body['detail']).toContain('there is nothing to forget');
  });

  it('asks once, however often it is sent, and never for something else under the same key', async () => {
    const before = await requests();
    const send = () => ask('/projections/agreements/rebuild', { throttle: 9 }, 'once');
    await database.query('BEGIN; LOCK TABLE records.operator_request IN SHARE ROW EXCLUSIVE MODE');
    const sent = Promise.all([send(), send(), send(), send()]);
    await until(async () => (await waiting()) === 4);
    await database.query('COMMIT');
    const asked = await sent;
    await until(async () => (await told('agreements')).rebuild !== null);
    asked.push(await send());
    expect(new Set(asked.map(({ status, body }) => `${status} ${String(body['id'])}`)).size).toBe(1);
    expect(asked[0]?.status).toBe(202);
    for (const other of [{ throttle: 8 }, {}, { throttle: 9, why: 'another' }]) {
      const reused = await ask('/projections/agreements/rebuild', other, 'once');
      expect([reused.status, reused.body['type']]).toEqual([422, problem('reused-idempotency-key')]);
    }
    expect(await requests()).toHaveLength(before.length + 1);
    const without = await client.send(
      '/projections/agreements/rebuild',
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"why":"a test"}' },
      { as },
    );
    expect([without.status, without.body['type']]).toEqual([400, problem('invalid-input')]);
  });

  it('is shown the event that stops a projection, tries it again, and has it skipped', async () => {
    const id = randomUUID();
    const stream = `reception-${randomUUID()}`;
    const bytes = Buffer.from('{}');
    await homeward.store.append(stream, 'no_stream', [
      { id, type: 'ContainersReceived', data: bytes, metadata: bytes },
    ]);
    await until(async () => (await told('receptions')).stopped !== null);
    const event = { id, stream, revision: '0', type: 'ContainersReceived' };
    const { stopped } = await told('receptions');
    expect(stopped).toMatchObject({
      event,
      error: expect.stringContaining('MalformedEvent'),
      remedy: expect.anything(),
    });
    expect((await told('cases')).stopped).toBeNull();

    expect((await ask('/projections/receptions/retry', {})).status).toBe(202);
    await until(async () => ![undefined, stopped?.at].includes((await told('receptions')).stopped?.at));

    const other = await ask('/projections/receptions/skip', { event: randomUUID() });
    expect([other.status, other.body['type']]).toEqual([409, problem('request-refused')]);
    expect(other.body['detail']).toContain('Only the event that stops it can be skipped');
    const skip = () => ask('/projections/receptions/skip', { event: id, why: 'made by hand' }, 'skip');
    const skipped = await skip();
    expect(skipped.status).toBe(202);
    await until(async () => (await told('receptions')).stopped === null);
    const lacking = { ...event, who: STAFF.operator, why: 'made by hand', at: expect.anything() };
    await until(async () => (await told('receptions')).skipped.length > 0);
    expect((await told('receptions')).skipped).toEqual([expect.objectContaining(lacking)]);
    expect((await skip()).body).toEqual(skipped.body);
    expect((await requests()).filter(({ kind }) => kind === 'skip')).toEqual([
      { kind: 'skip', who: STAFF.operator, why: 'made by hand', event_id: id },
    ]);
    const { rows } = await database.query(
      "SELECT DISTINCT role, subjects, outcome FROM records.access_log WHERE route = 'GET /projections'",
    );
    expect(rows).toEqual([{ role: as, subjects: ['projection-receptions'], outcome: 'allowed' }]);
  });

  it('is shown a reaction that stands still, and has its event skipped', async () => {
    const name = 'handover-returns-people';
    const id = randomUUID();
    const event = { id, stream: `exchange-${id}`, revision: 3, position: '7', type: 'HandoverConfirmed' };
    const stop = {
      at: '2025-06-14T12:00:00.000Z',
      error: 'KeyUnavailable: no key',
      remedy: 'Mount it.',
      event,
    };
    await database.query('INSERT INTO records.reaction_stop (reaction, stopped) VALUES ($1, $2)', [
      name,
      stop,
    ]);
    const { body } = await client.get('/projections', { as });
    expect(body['reactions']).toEqual([{ name, stopped: { ...stop, event: { ...event, revision: '3' } } }]);
    expect((await ask(`/reactions/${name}/retry`, {})).status).toBe(202);
    expect((await ask(`/reactions/${name}/skip`, { event: id })).status).toBe(202);
    expect((await requests()).slice(-2).map(({ kind, event_id }) => [kind, event_id])).toEqual([
      ['retry', null],
      ['skip', id],
    ]);
    await database.query('DELETE FROM records.reaction_stop');
    const refused = await ask(`/reactions/${name}/retry`, {});
    expect([refused.status, refused.body['type']]).toEqual([409, problem('request-refused')]);
  });

  it('is told what there is, for a name that there is not', async () => {
    const projection = await ask('/projections/nobody/rebuild', {});
    expect([projection.status, projection.body['type']]).toEqual([404, problem('no-such-projection')]);
    expect(projection.body['detail']).toContain(
      'There are: cases, exchanges, agreements, receptions, intakes.',
    );
    const reaction = await ask('/reactions/cases/skip', { event: randomUUID() });
    expect([reaction.status, reaction.body['type']]).toEqual([404, problem('no-such-reaction')]);
    const request = await client.get('/operator-requests/999999', { as });
    expect([request.status, request.body['type']]).toEqual([404, problem('no-such-request')]);
    expect((await client.get('/operator-requests/one', { as })).status).toBe(400);
    expect((await ask('/projections/cases/rebuild', { throttle: 0 })).status).toBe(400);
  });

  it('is the only one who may, and sees no person and no figure', async () => {
    const before = await requests();
    for (const role of ROLES.filter((each) => each !== as)) {
      const answers = [
        await client.get('/projections', { as: role }),
        await client.get('/operator-requests/1', { as: role }),
        await client.post('/projections/cases/rebuild', { why: 'a test' }, { as: role }),
        await client.post('/projections/cases/skip', { why: 'a test', event: randomUUID() }, { as: role }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    }
    expect(await requests()).toEqual(before);
    const reception = await Thread.begin(homeward.client, 'receptions', RECEIVED);
    expect((await reception.read('', { as })).status).toBe(403);
    expect((await client.post('/cases/search', { limit: 1 }, { as })).status).toBe(403);
  });
});
