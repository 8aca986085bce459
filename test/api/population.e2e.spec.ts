import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { isInRow, personRow, STATES } from '#libs/cases/src/person-row.js';
import type { Fact } from '#libs/kernel/src/two-times/question.js';
import { INSIDERS } from '#test/embargo/plans.js';
import type { World } from '#test/embargo/world.js';
import { STAFF } from '#test/support/homeward.js';
import type { Ask, Client } from '#test/support/http-client.js';
import { endOf, linesIn, rowsIn } from './population-answers.js';
import { PopulationWorld } from './population-world.js';

const main = new URL('../../apps/auditor/src/main.ts', import.meta.url).pathname;
const loader = new URL('../event-store/register-typescript.js', import.meta.url).href;
const as = 'auditor';

describe('Everybody on a day, over HTTP', () => {
  let populated: PopulationWorld;
  let world: World;
  let client: Client;
  let database: pg.Client;
  /** An auditor on the need-to-know list of every exchange. */
  let insider: Ask;
  beforeAll(async () => {
    populated = await PopulationWorld.begin();
    ({ world, database } = populated);
    const { homeward } = world;
    client = homeward.client;
    insider = { as: { token: await homeward.issuer.mintToken(INSIDERS.caseworker, as) }, reason: 'a test' };
  }, 60_000);
  afterAll(() => populated?.end());

  const population: PopulationWorld['population'] = (query, ask) => populated.population(query, ask);

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
    const instant = populated.between.toISOString();
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
});
