import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { isInRow, personRow, STATES, type PersonRow } from '#libs/cases/src/person-row.js';
import type { Fact } from '#libs/kernel/src/two-times/question.js';
import { until } from '#libs/projections/src/testing/live.js';
import { INSIDERS } from '#test/embargo/plans.js';
import { World } from '#test/embargo/world.js';
import { STAFF } from '#test/support/homeward.js';
import type { Answer, Ask, Client } from '#test/support/http-client.js';

const main = new URL('../../apps/auditor/src/main.ts', import.meta.url).pathname;
const loader = new URL('../event-store/register-typescript.js', import.meta.url).href;
const as = 'auditor';
const COPIES = 250;
const LOCK = 4_711;

interface End {
  readonly people: number;
  readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly complete: boolean;
  readonly validAt: string | null;
  readonly knownAt: string;
  readonly problem?: { readonly type: string };
}

const linesIn = ({ text: all }: Pick<Answer, 'text'>): string[] => all.trim().split('\n');
const rowsIn = (answer: Pick<Answer, 'text'>): PersonRow[] =>
  linesIn(answer)
    .slice(0, -1)
    .map((line) => JSON.parse(line) as PersonRow);
const endOf = (answer: Pick<Answer, 'text'>): End => JSON.parse(linesIn(answer).at(-1) ?? '') as End;

describe('Everybody on a day, over HTTP', () => {
  let world: World;
  let client: Client;
  let database: pg.Client;
  /** An auditor on the need-to-know list of every exchange. */
  let insider: Ask;
  let between: Date;
  beforeAll(async () => {
    world = await World.begin([0, 1]);
    const { homeward } = world;
    client = homeward.client;
    database = new pg.Client({ connectionString: homeward.place.databaseUrl });
    await database.connect();
    insider = { as: { token: await homeward.issuer.mintToken(INSIDERS.caseworker, as) }, reason: 'a test' };
    await world.happenings[0]?.();
    await world.happenings[1]?.();
    between = new Date();
    await until(() => new Date() > between);
    await world.happenings[2]?.();
    // The last events are those of a reaction: no caller has a token for them.
    const { position } = (await homeward.store.rest(null))?.last ?? { position: 0n };
    for (const name of ['cases', 'exchanges'])
      await until(() => BigInt(homeward.status.projections[name]?.position ?? 0) >= position);
  }, 60_000);
  afterAll(async () => {
    await database?.end();
    await world?.end();
  });

  const population = (query = '', ask: Ask = { as }) =>
    client.get(`/population${query}`, { ...world.after, ...ask });

  async function printed(...args: readonly string[]): Promise<string[]> {
    const { databaseUrl, eventStoreUrl, keys } = world.homeward.place;
    const child = spawn(
      process.execPath,
      [
        '--conditions=source',
        '--import',
        loader,
        main,
        'population',
        '--format',
        'ndjson',
        '--why',
        'a test',
        ...args,
      ],
      {
        env: {
          PATH: process.env['PATH'],
          EVENTSTORE_URL: eventStoreUrl,
          DATABASE_URL: databaseUrl,
          KEYS_FOLDER: keys.folder,
          KEK_FILE: keys.kekFile,
          HOMEWARD_STAFF: STAFF.auditor,
        },
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    const [out, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
    expect(code).toBe(0);
    return out.trim().split('\n');
  }

  it('is what the log says, for somebody who needs to know of every exchange', async () => {
    const instant = between.toISOString();
    const views = [
      ['', []],
      [`?validAt=2025-06-14&knownAt=${instant}`, ['--valid-at', '2025-06-14', '--known-at', instant]],
    ] as const;
    const told = [];
    for (const [query, args] of views) {
      const answer = await population(query, insider);
      expect(answer.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
      expect(linesIn(answer).slice(0, -1)).toEqual(await printed(...args));
      told.push(answer);
    }
    const [now, before] = told.map(endOf);
    expect(now).toMatchObject({
      people: 4,
      complete: true,
      validAt: null,
      counts: { whereabouts: { returned: 2 } },
    });
    expect(before).toMatchObject({ people: 4, validAt: '2025-06-14', knownAt: instant });
    expect(before?.counts['whereabouts']?.['returned']).toBeUndefined();
    expect(endOf(await population('?knownAt=2020-01-01', insider))).toMatchObject({ people: 0, counts: {} });
  }, 60_000);

  it('is for others as if what they may not know had never been recorded: what each file says to them', async () => {
    for (const [query, ask] of [
      ['', { as }],
      ['?validAt=2025-06-14', { as }],
      ['?validAt=2025-06-14', insider],
    ] as const) {
      const answer = await population(query, ask);
      const rows = rowsIn(answer);
      const returned = endOf(answer).counts['whereabouts']?.['returned'];
      expect(returned).toBe(ask === insider ? 2 : undefined);
      const files = [];
      for (const id of [...world.people, world.bystander].sort()) {
        const { body } = await client.get(`/cases/${id}${query}`, { ...world.after, ...ask });
        const file = body['file'] as Record<string, Fact> & {
          listings: { agreement: string; listing: Fact }[];
        };
        const facts = new Map([
          ...STATES.map((state) => [state, file[state]] as [string, Fact]),
          ...file.listings.map(
            ({ agreement, listing }) => [`listing under ${agreement}`, listing] as [string, Fact],
          ),
        ]);
        expect([...facts.keys()].every(isInRow)).toBe(true);
        files.push(personRow(id, facts));
      }
      expect(rows).toEqual(files);
    }
  });

  it('is recorded with its reason before the first line, under no name, and is no case of the hour', async () => {
    await database.query('TRUNCATE records.access_log');
    expect((await population('', { as, reason: null })).body['type']).toBe('urn:homeward:problem:no-reason');
    const { limits } = world.homeward.place;
    const few = await world.homeward.startApi({ limits: { ...limits, casesPerHour: 1 } });
    const who = '77777777-7777-4777-8777-777777777777';
    const other = {
      as: { token: await world.homeward.issuer.mintToken(who, as) },
      reason: 'the yearly audit',
    };
    expect(endOf(await few.client.get('/population', other)).people).toBe(4);
    expect((await few.client.get(`/cases/${world.bystander}`, other)).status).toBe(200);
    const { rows } = await database.query(
      'SELECT who, role, route, subjects, why, outcome FROM records.access_log ORDER BY id',
    );
    const route = 'GET /population';
    expect(rows.slice(0, 2)).toEqual([
      { who: STAFF.auditor, role: as, route, subjects: [], why: null, outcome: 'denied' },
      { who, role: as, route, subjects: ['everybody'], why: 'the yearly audit', outcome: 'allowed' },
    ]);
    await database.query('ALTER TABLE records.access_log ADD CONSTRAINT shut CHECK (false) NOT VALID');
    const shut = await population();
    await database.query('ALTER TABLE records.access_log DROP CONSTRAINT shut');
    expect([shut.status, shut.body['type']]).toEqual([503, 'urn:homeward:problem:access-log-unavailable']);
    expect(shut.text).not.toContain(world.bystander);
    expect((await population()).status).toBe(200);
  });

  it('goes on behind a case, as of the instant that was told', async () => {
    const all = await population('?validAt=2025-06-14');
    const knownAt = all.headers.get('homeward-known-at') ?? '';
    expect(endOf(all).knownAt).toBe(knownAt);
    expect(Math.abs(Date.now() - Date.parse(knownAt))).toBeLessThan(60_000);
    const [, second] = rowsIn(all);
    const rest = await population(`?validAt=2025-06-14&knownAt=${knownAt}&after=${second?.case}`);
    expect(rowsIn(rest)).toEqual(rowsIn(all).slice(2));
    const without = await population(`?after=${second?.case}`);
    expect([without.status, without.body['errors']]).toEqual([
      400,
      [expect.objectContaining({ parameter: 'knownAt' })],
    ]);
    expect((await population('?knownAt=2100-01-01')).headers.get('homeward-known-at')).not.toMatch(/^21/);
  });

  describe('in several batches', () => {
    const batches = async () =>
      Number((await database.query<{ n: string }>('SELECT last_value AS n FROM public.batches')).rows[0]?.n);
    /** Until it is called off, no batch but the first is made. */
    const hold = async () => {
      await database.query('SELECT pg_advisory_lock($1)', [LOCK]);
      return () => database.query('SELECT pg_advisory_unlock($1)', [LOCK]);
    };
    const waits = async () =>
      (
        await database.query(
          "SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = $1 AND NOT granted",
          [LOCK],
        )
      ).rowCount === 1;

    /** The answer as it arrives. */
    async function begun(of: Client = client) {
      const leaving = new AbortController();
      const headers = {
        authorization: `Bearer ${world.homeward.tokens.get(as)}`,
        'homeward-reason': 'a test',
        'homeward-consistency-token': world.last?.headers.get('homeward-consistency-token') ?? '',
      };
      const { status, body } = await fetch(`${of.url}/population`, { headers, signal: leaving.signal });
      expect(status).toBe(200);
      const reader = (body as ReadableStream<Uint8Array>).getReader();
      const decoder = new TextDecoder();
      let arrived = '';
      const more = async (): Promise<boolean> => {
        const { value, done } = await reader.read();
        arrived += decoder.decode(value, { stream: true });
        return !done;
      };
      while (!arrived.includes('\n')) await more();
      const rest = async () => {
        while (await more());
        return { text: arrived };
      };
      return { first: arrived, rest, leave: () => leaving.abort() };
    }

    beforeAll(async () => {
      await database.query(
        `INSERT INTO read.case_file (case_id, revision, position, entries, revealed, facts)
         SELECT ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, revision, position, entries, revealed, facts
         FROM read.case_file, generate_series(1, $2) AS n WHERE case_id = $1`,
        [world.bystander, COPIES],
      );
      await database.query(`
        ALTER FUNCTION read.case_files_for(text, uuid, int) RENAME TO case_files_at_once;
        CREATE SEQUENCE public.batches;
        CREATE FUNCTION read.case_files_for(viewer text, after uuid, most int) RETURNS TABLE (case_id uuid, entries jsonb)
        LANGUAGE plpgsql AS $$ BEGIN
          PERFORM nextval('public.batches');
          IF after IS NOT NULL THEN PERFORM pg_advisory_xact_lock_shared(${LOCK}); END IF;
          RETURN QUERY SELECT * FROM read.case_files_at_once(viewer, after, most);
        END $$`);
    });

    it('arrives line by line while the rest is not made yet, and tells of no event that came after it began', async () => {
      const release = await hold();
      const answer = await begun();
      await until(waits);
      expect(answer.first).not.toContain('"people"');
      expect(JSON.parse(answer.first.split('\n')[0] ?? '')).toMatchObject({ captivity: 'alleged' });
      const closing = {
        occurredAt: '2025-06-15',
        reason: 'duplicate',
        basis: [{ kind: 'source', speaker: 'icrc' }],
      };
      await world.inside('caseworker', `/cases/${world.bystander}`, 'closure', closing);
      const closed = await client.get(`/cases/${world.bystander}?validAt=2025-06-20`, { as, ...world.after });
      expect(closed.text).toContain('closed');
      await release();
      const all = await answer.rest();
      expect(endOf(all)).toMatchObject({ people: COPIES + 4, complete: true });
      const casework = (rows: readonly PersonRow[]) =>
        rows.find((row) => row.case === world.bystander)?.casework;
      expect(casework(rowsIn(all))).toBe('open');
      expect(casework(rowsIn(await population()))).toBe('closed');
      const ids = rowsIn(all).map((row) => row.case);
      expect(ids).toEqual(ids.toSorted());
    });

    it('is told to one person once at the same time, and no further to somebody who left', async () => {
      const release = await hold();
      const before = await batches();
      const answer = await begun();
      await until(waits);
      const second = await population();
      expect([second.status, second.body['type']]).toEqual([429, 'urn:homeward:problem:reading-everybody']);
      answer.leave();
      await release();
      let again = second;
      await until(async () => (again = await population()).status === 200);
      expect(endOf(again).people).toBe(COPIES + 4);
      // Two of the one that was left, and all three of the other.
      expect((await batches()) - before).toBe(5);
    });

    it('says that it is not complete when the api is stopped, or the table cannot be read any more', async () => {
      const { client: other, close } = await world.homeward.startApi();
      const release = await hold();
      const answer = await begun(other);
      await until(waits);
      const closed = close();
      await until(() =>
        fetch(`${other.url}/health/live`).then(
          ({ status }) => status === 503,
          () => true,
        ),
      );
      await release();
      const end = endOf(await answer.rest());
      expect(end).toMatchObject({ complete: false, people: 200 });
      expect(end.problem?.type).toBe('urn:homeward:problem:api-stopping');
      await closed;

      const holding = await hold();
      const broken = await begun();
      await until(waits);
      await database.query(
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = $1 AND NOT granted",
        [LOCK],
      );
      await holding();
      const endOfBroken = endOf(await broken.rest());
      expect(endOfBroken).toMatchObject({ complete: false, people: 100 });
      expect(endOfBroken.problem?.type).toBe('urn:homeward:problem:database-unavailable');
    });
  });
});
