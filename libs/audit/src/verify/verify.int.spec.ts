import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { note } from '#libs/cases/src/testing/sayings.js';
import type { EventStore } from '#libs/event-store/src/event-store.js';
import { allProjections } from '#libs/read-models/src/all-projections.js';
import { findingsOf, Planting, tableIn } from '../testing/planting.js';
import { OTHER, PERSON, startHall } from '../testing/verify-hall.js';
import { isSound } from './findings.js';
import { verify } from './verify.js';

let hall: Awaited<ReturnType<typeof startHall>>;
let planting: Planting;
beforeAll(async () => {
  hall = await startHall();
  planting = new Planting(hall);
});
afterAll(() => hall.close());

const TAKE = 'DO $$ BEGIN LOCK TABLE read.case_file IN ACCESS EXCLUSIVE MODE NOWAIT; END $$';

describe('verification', () => {
  it('finds nothing where the tables say what the log says', async () => {
    const found = await planting.verified();
    expect(findingsOf(found)).toEqual([]);
    expect(found.projections.map(({ problems }) => problems).flat()).toEqual([]);
    expect(isSound(found)).toBe(true);
    expect(found.projections.map(({ projection }) => projection)).toEqual(
      allProjections.map(({ name }) => name),
    );
    for (const { tables } of found.projections)
      for (const { compared } of tables) expect(compared).toBeGreaterThan(0);
  });

  it('leaves nothing behind', async () => {
    await planting.verified();
    expect(
      await hall.live.rows(
        "SELECT relname FROM pg_class WHERE relnamespace::regnamespace::text LIKE 'pg_temp%'",
      ),
    ).toEqual([]);
  });

  it('explains a row by the events that touch it, and shows no value that was not asked for', async () => {
    const fault =
      "UPDATE read.case_history SET actor_role = 'a canary' WHERE case_id = 'aaaaaaaa-0000-4000-8000-000000000000' AND revision = 9";
    const quiet = await planting.withFaults(['case_history'], [fault]);
    const [finding] = findingsOf(quiet);
    expect(finding).toMatchObject({
      table: 'case_history',
      kind: 'differs',
      key: { case_id: 'aaaaaaaa-0000-4000-8000-000000000000', revision: '9' },
      columns: ['actor_role'],
      reflects: { revision: 9 },
      events: [{ stream: PERSON, revision: 9, type: 'Returned' }],
      eventCount: 1,
      values: null,
    });
    expect(JSON.stringify(quiet)).not.toContain('canary');
    const [shown] = findingsOf(await planting.withFaults(['case_history'], [fault], true));
    expect(shown?.values).toEqual({ actor_role: ['a canary', 'caseworker'] });
  });

  it('finds a value changed deep within a row', async () => {
    const fault = `UPDATE read.case_file SET entries = jsonb_set(entries, '{1,event,type}', '"Captured"') WHERE case_id = 'bbbbbbbb-0000-4000-8000-000000000000'`;
    const found = await planting.withFaults(['case_file'], [fault]);
    expect(findingsOf(found)).toMatchObject([{ table: 'case_file', columns: ['entries'], eventCount: 6 }]);
    expect(findingsOf(found)[0]?.events.at(-1)).toMatchObject({
      stream: OTHER,
      revision: 5,
      type: 'StatementWithdrawn',
    });
  });

  it('names the tables of no projection, which it cannot verify', async () => {
    await hall.live.rows('CREATE TABLE read.strange (id int)');
    expect((await planting.verified()).notVerified).toEqual(['rebuild', 'lease', 'strange']);
    await hall.live.rows('DROP TABLE read.strange');
  });

  it('looks at a share of the rows only, and takes none of the others for wrong', async () => {
    const whole = tableIn(await planting.verified(), 'case_history')?.compared ?? 0;
    let compared = 0;
    for (let time = 0; time < 5; time += 1) {
      const found = await planting.verified(false, 50);
      expect(isSound(found)).toBe(true);
      compared += tableIn(found, 'case_history')?.compared ?? 0;
    }
    expect(compared).toBeGreaterThan(0);
    expect(compared).toBeLessThan(5 * whole);
  });

  it('compares one moment while the projector goes on', async () => {
    let goesOn = true;
    let revision = 5;
    const writing = (async () => {
      while (goesOn) await hall.live.append(OTHER, revision++, note());
    })();
    for (let time = 0; time < 3; time += 1) expect(findingsOf(await planting.verified())).toEqual([]);
    goesOn = false;
    await writing;
    expect(revision).toBeGreaterThan(8);
  });

  it('holds the tables meanwhile, so that no rebuild can swap them', async () => {
    const { store } = hall.parts;
    let refusal = '';
    const looking: EventStore['readAllInChunks'] = async function* (after, most) {
      await hall.live.rows(TAKE).catch((error: { code?: string }) => (refusal = error.code ?? ''));
      yield* store.readAllInChunks(after, most);
    };
    const parts = { ...hall.parts, store: { readAllInChunks: looking } as Partial<EventStore> as EventStore };
    expect(isSound(await verify(parts, { sample: 100, show: false }))).toBe(true);
    expect(refusal).toBe('55P03');
    await hall.live.rows(TAKE);
  });
});
