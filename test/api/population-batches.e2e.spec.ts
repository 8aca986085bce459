import { once } from 'node:events';
import { get, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PersonRow } from '#libs/cases/src/person-row.js';
import { until } from '#libs/projections/src/testing/live.js';
import type { World } from '#test/embargo/world.js';
import type { Client } from '#test/support/http-client.js';
import { begunAnswer } from './begun-answer.js';
import { HeldBatches } from './held-batches.js';
import { endOf, rowsIn } from './population-answers.js';
import { PopulationWorld } from './population-world.js';

const as = 'auditor';
const COPIES = 250;
const MANY = 30_000;
/** So long a connection is kept on which nothing moves. */
const IDLE_MS = 60_000;

const requestTo = (server: Server) => once(server, 'request') as Promise<[IncomingMessage, ServerResponse]>;

describe('Everybody on a day, over HTTP, in several batches', () => {
  let populated: PopulationWorld;
  let world: World;
  let client: Client;
  let batches: HeldBatches;
  beforeAll(async () => {
    populated = await PopulationWorld.begin();
    world = populated.world;
    client = world.homeward.client;
    await addCopies(1, COPIES);
    batches = await HeldBatches.of(populated.database);
  }, 60_000);
  afterAll(() => populated?.end());

  /** Of somebody of whom nothing is hidden. */
  const addCopies = (from: number, to: number) =>
    populated.database.query(
      `INSERT INTO read.case_file (case_id, revision, position, entries, revealed, facts)
       SELECT ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, revision, position, entries, revealed, facts
       FROM read.case_file, generate_series($2::int, $3::int) AS n WHERE case_id = $1`,
      [world.bystander, from, to],
    );
  const population = () => populated.population();
  const headers = () => ({
    authorization: `Bearer ${world.homeward.tokens.get(as)}`,
    'homeward-reason': 'a test',
    'homeward-consistency-token': world.last?.headers.get('homeward-consistency-token') ?? '',
  });
  const begun = (of: Client = client) => begunAnswer(`${of.url}/population`, headers());

  it('arrives line by line while the rest is not made yet, and tells of no event that came after it began', async () => {
    const release = await batches.hold();
    const answer = await begun();
    await until(() => batches.waits());
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
    const { client: other, server } = await world.homeward.startApi();
    const release = await batches.hold();
    const before = await batches.count();
    const answering = requestTo(server);
    const answer = await begun(other);
    const [, response] = await answering;
    await until(() => batches.waits());
    const asked = { as, ...world.after } as const;
    const second = await other.get('/population', asked);
    expect([second.status, second.body['type']]).toEqual([429, 'urn:homeward:problem:reading-everybody']);
    const left = once(response, 'close');
    answer.leave();
    // The api may hear of it later than PostgreSQL that the batch may be made.
    await left;
    await release();
    let again = second;
    await until(async () => (again = await other.get('/population', asked)).status === 200);
    expect(endOf(again).people).toBe(COPIES + 4);
    // Two of the one that was left, and all three of the other.
    expect((await batches.count()) - before).toBe(5);
  });

  it('says that it is not complete when the api is stopped, or the table cannot be read any more', async () => {
    const { client: other, close } = await world.homeward.startApi();
    const release = await batches.hold();
    const answer = await begun(other);
    await until(() => batches.waits());
    const closed = close();
    // At once: not after the batch that it is at.
    const end = endOf(await answer.rest());
    expect(end).toMatchObject({ complete: false, people: 100 });
    expect(end.problem?.type).toBe('urn:homeward:problem:api-stopping');
    await release();
    await closed;

    const holding = await batches.hold();
    const broken = await begun();
    await until(() => batches.waits());
    await batches.cutOff();
    await holding();
    const endOfBroken = endOf(await broken.rest());
    expect(endOfBroken).toMatchObject({ complete: false, people: 100 });
    expect(endOfBroken.problem?.type).toBe('urn:homeward:problem:database-unavailable');
  });

  it('is broken off when the api is stopped and nobody reads it', async () => {
    // More than what lies between two ends of a connection.
    await addCopies(COPIES + 1, MANY);
    const { client: other, server, close } = await world.homeward.startApi();
    const answering = requestTo(server);
    const asked = get(`${other.url}/population`, { headers: headers() });
    const [[, { socket }], [answer]] = await Promise.all([
      answering,
      once(asked, 'response') as Promise<[IncomingMessage]>,
    ]);
    await until(() => (socket?.writableLength ?? 0) > 0);
    const before = performance.now();
    await close();
    expect(performance.now() - before).toBeLessThan(IDLE_MS / 2);
    let arrived = '';
    answer.setEncoding('utf8').on('data', (some: string) => (arrived += some));
    await expect(once(answer, 'end')).rejects.toThrow('aborted');
    expect(arrived.length).toBeGreaterThan(0);
    expect(arrived).not.toContain('"complete"');
  });
});
