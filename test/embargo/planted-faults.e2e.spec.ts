import { afterEach, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { Sight } from '#libs/command-handling/src/sight.js';
import { Sights } from '#libs/command-handling/src/sights.js';
import { CaseFileHandler } from '#libs/read-models/src/case-file/case-file.query.js';
import { differences, equations } from '#test/embargo/equations.js';
import { isDetermined } from '#test/embargo/exact-rank.js';
import { FLIPPED, liveAll } from '#test/embargo/lives.js';
import type { World } from '#test/embargo/world.js';

const { execute } = CaseFileHandler.prototype;
const NUMBER = FLIPPED.map(() => 1n);

async function inDatabase({ homeward }: World, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: homeward.place.databaseUrl });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

/** Nobody is in the exchange. */
const NOBODY = [[]];
const CONFIRMING = ['POST /cases/:id/captivity-confirmations'];
const lifeWith = (fault: (world: World) => Promise<void>, tries: readonly string[]) =>
  ({ happenings: 3, readers: ['auditor'], tries, first: fault }) as const;

/** Whether the answers of two worlds that differ in one person differ when one withholding is missing. */
async function tells(fault: (world: World) => Promise<void>, tries: readonly string[] = []) {
  const { base, flipped } = await liveAll(lifeWith(fault, tries), NOBODY);
  return differences([base, ...flipped]).length > 0;
}

/** The same of all worlds, and whether all answers together determine the number. */
async function verdict(fault: (world: World) => Promise<void>, tries: readonly string[] = []) {
  const { base, flipped } = await liveAll(lifeWith(fault, tries));
  return {
    tells: differences([base, ...flipped]).length > 0,
    determines: isDetermined(equations(base, flipped), NUMBER),
  };
}

describe('The test of the embargo finds', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('nothing, where nothing is planted', async () => {
    expect(await tells(async () => undefined, CONFIRMING)).toBe(false);
  }, 120_000);

  it('a handler that tells the revision as it is stored', async () => {
    const stored = async (world: World): Promise<void> => {
      jest.spyOn(CaseFileHandler.prototype, 'execute').mockImplementation(async function (
        this: CaseFileHandler,
        query,
      ) {
        const view = await execute.call(this, query);
        let revision = -1;
        for await (const event of world.homeward.store.read(`case-${query.caseId}`))
          revision = event.revision;
        return view && { ...view, revision };
      });
    };
    expect(await verdict(stored)).toEqual({ tells: true, determines: true });
  }, 120_000);

  it('a table that hides nothing', async () => {
    const open = (world: World) =>
      inDatabase(
        world,
        `CREATE OR REPLACE FUNCTION read.hides_exchange(viewer text, exchange uuid, at bigint) RETURNS boolean
         LANGUAGE sql STABLE AS 'SELECT false'`,
      );
    expect(await tells(open)).toBe(true);
  }, 120_000);

  it('entries of an exchange that are told to all', async () => {
    const told = (world: World) =>
      inDatabase(
        world,
        `CREATE OR REPLACE FUNCTION read.exchange_entries_for(viewer text, wanted uuid) RETURNS TABLE (told boolean, entries jsonb)
         LANGUAGE sql STABLE SECURITY DEFINER AS $$
           SELECT true, jsonb_agg(jsonb_build_object('revision', revision, 'knownFrom', known_from, 'event', event) ORDER BY revision)
           FROM read.exchange_entry WHERE exchange_id = wanted HAVING count(*) > 0 $$`,
      );
    expect(await tells(told)).toBe(true);
  }, 120_000);

  it('a difference between views of an exchange that names what is hidden', async () => {
    const named = (world: World) =>
      inDatabase(
        world,
        `CREATE OR REPLACE FUNCTION read.exchange_entries_for(viewer text, wanted uuid) RETURNS TABLE (told boolean, entries jsonb)
         LANGUAGE sql STABLE SECURITY DEFINER AS $$
           SELECT false, jsonb_agg(jsonb_build_object('revision', revision, 'knownFrom', known_from, 'event', event) ORDER BY revision)
           FROM read.exchange_entry WHERE exchange_id = wanted HAVING count(*) > 0 $$`,
      );
    expect(await tells(named)).toBe(true);
  }, 120_000);

  it('a rule that decides on what the caller may not see', async () => {
    const all = async (): Promise<void> => {
      jest
        .spyOn(Sights.prototype, 'of')
        .mockImplementation(async (kind, stream) => new Sight(kind, stream, new Set()));
    };
    expect(await verdict(all, CONFIRMING)).toEqual({ tells: true, determines: true });
  }, 120_000);
});
