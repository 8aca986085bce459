import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { identity, missingReport } from '#libs/cases/src/testing/sayings.js';
import type { AgreementId, CaseId, ExchangeId, StaffId } from '#libs/kernel/src/ids.js';
import { Live } from '#libs/projections/src/testing/live.js';
import type { HomewardEvent } from '#libs/stored-events/src/homeward-events.js';
import { allProjections } from '../all-projections.js';
import { readMigrations } from '../read-migrations.js';
import * as given from '../testing/events.js';
import { caseFacts } from './case-facts.js';
import type { CaseEntry, CaseFacts } from './case-file.entity.js';

const { AGREEMENT, CASEWORKER, EXCHANGE, NEGOTIATOR, OF_EXCHANGE, OF_PERSON, PERSON } = given;
const OTHER = 'f0000000-0000-4000-8000-000000000000' as ExchangeId;
const OTHER_AGREEMENT = 'b1000000-0000-4000-8000-000000000000' as AgreementId;
const SOMEBODY = 'a0000000-0000-4000-8000-000000000000' as CaseId;

interface Told {
  readonly case_id: string;
  readonly whereabouts: string;
  readonly captive_since: string | null;
  readonly listings: readonly object[];
}

const third = 'f1000000-0000-4000-8000-000000000000' as ExchangeId;
const fourth = 'f2000000-0000-4000-8000-000000000000' as ExchangeId;
const caseStream = (index: number): string =>
  `case-${String(index).padStart(8, '0')}-0000-4000-8000-000000000000`;

/** The facts as the functions answer them. */
const inColumns = (caseId: string, facts: CaseFacts) => ({
  case_id: caseId,
  opened_for: facts.openedFor,
  casework: facts.casework,
  search: facts.search,
  captivity: facts.captivity,
  whereabouts: facts.whereabouts,
  fate: facts.fate,
  remains: facts.remains,
  sex: facts.sex,
  rank: facts.rank,
  rank_group: facts.rankGroup,
  born: facts.born?.date ?? null,
  born_earliest: facts.born?.earliest ?? null,
  born_latest: facts.born?.latest ?? null,
  missing_since: facts.missingSince,
  captive_since: facts.captiveSince,
  returned_on: facts.returnedOn,
  listings: facts.listings,
});

describe('The facts of cases, in lists', () => {
  let live: Live;
  beforeEach(async () => {
    live = await Live.start(readMigrations);
  });
  afterEach(() => live.close());

  const settled = async (position: bigint) => {
    for (const { name } of allProjections) await live.passed(name, position);
  };
  const factsFor = (viewer: StaffId | '') =>
    live.rows<Told>('SELECT * FROM read.case_facts_for($1) ORDER BY case_id', [viewer]);
  const like = async (viewer: StaffId | '', wanted: object) =>
    (
      await live.rows<Told>('SELECT case_id FROM read.case_facts_like($1, $2) ORDER BY case_id', [
        viewer,
        wanted,
      ])
    ).map(({ case_id }) => case_id);
  const listed = (listing: string, agreement: AgreementId = AGREEMENT) => ({
    listings: [{ agreement, listing }],
  });

  it('tell each viewer of a return only if they may know of its exchange', async () => {
    await live.append(OF_EXCHANGE, null, given.planned, given.embargoed);
    await live.append(`case-${SOMEBODY}`, null, given.opened, given.captured);
    live.run(allProjections);
    await settled(
      await live.append(
        OF_PERSON,
        null,
        given.opened,
        given.captured,
        given.agreed,
        given.inStage,
        given.returned,
      ),
    );

    for (const viewer of [CASEWORKER, ''] as const) {
      expect(await factsFor(viewer)).toMatchObject([
        { case_id: SOMEBODY, whereabouts: 'in-captivity' },
        {
          case_id: PERSON,
          whereabouts: 'in-captivity',
          captive_since: '2022-05-01',
          listings: [{ listing: 'agreed' }],
        },
      ]);
      expect(await like(viewer, listed('agreed'))).toEqual([PERSON]);
      expect(await like(viewer, listed('handed-over'))).toEqual([]);
      expect(await like(viewer, { captivity: 'alleged' })).toEqual([SOMEBODY, PERSON]);
    }
    expect((await factsFor(NEGOTIATOR))[1]).toMatchObject({
      whereabouts: 'returned',
      listings: [{ listing: 'handed-over' }],
    });
    expect(await like(NEGOTIATOR, listed('handed-over'))).toEqual([PERSON]);
    expect(await like(NEGOTIATOR, { captivity: 'alleged' })).toEqual([SOMEBODY]);
    expect(await like(CASEWORKER, { without: [EXCHANGE] })).toEqual([]);

    await settled(await live.append(OF_EXCHANGE, 1, given.handedOver(0, 1), given.completed));
    expect((await factsFor(''))[1]).toMatchObject({ whereabouts: 'returned', captive_since: null });
    const of = await live.rows<Told>('SELECT * FROM read.case_facts_of($1, $2)', ['', [PERSON]]);
    expect(of).toEqual([(await factsFor(''))[1]]);
  });

  it('leave out exactly the exchanges that are hidden', async () => {
    const { planned, embargoed, embargoedFor, agreed, inStage, captured } = given;
    await live.append(OF_EXCHANGE, null, planned, embargoed);
    await live.append(`exchange-${OTHER}`, null, planned, embargoedFor(CASEWORKER));
    const inOther = { ...inStage, data: { ...inStage.data, exchange: OTHER, agreement: OTHER_AGREEMENT } };
    live.run(allProjections);
    await settled(await live.append(OF_PERSON, null, given.opened, captured, agreed, inOther, inStage));

    expect(await like(CASEWORKER, listed('in-a-stage', OTHER_AGREEMENT))).toEqual([PERSON]);
    expect(await like(CASEWORKER, listed('in-a-stage'))).toEqual([]);
    expect(await like(NEGOTIATOR, listed('in-a-stage'))).toEqual([PERSON]);
    expect(await like(NEGOTIATOR, listed('in-a-stage', OTHER_AGREEMENT))).toEqual([]);
    expect(await like('', listed('agreed'))).toEqual([PERSON]);
  });

  it.each([5, 8, 20, 21])(
    'do not tell somebody who lists a person in %d exchanges whether the person stands in a hidden one',
    async (decoys) => {
      const inExchange = (index: number): HomewardEvent => {
        const digits = String(index).padStart(8, '0');
        const exchange = `${digits}-0000-4000-8000-00000000000e` as ExchangeId;
        const agreement = `${digits}-0000-4000-8000-00000000000b` as AgreementId;
        return { ...given.inStage, data: { ...given.inStage.data, exchange, agreement } };
      };
      const said = [
        given.opened,
        given.captured,
        ...Array.from({ length: decoys }, (_, at) => inExchange(at)),
      ];
      await live.append(OF_EXCHANGE, null, given.planned, given.embargoed);
      for (let at = 0; at < decoys; at += 1)
        await live.append(
          `exchange-${String(at).padStart(8, '0')}-0000-4000-8000-00000000000e`,
          null,
          given.planned,
        );
      live.run(allProjections);
      await live.append(`case-${SOMEBODY}`, null, ...said);
      await settled(await live.append(OF_PERSON, null, ...said, given.inStage));

      const [one, other] = await factsFor(CASEWORKER);
      expect({ ...other, case_id: SOMEBODY }).toEqual(one);
      expect(one?.listings).toHaveLength(decoys > 20 ? 0 : decoys);
      expect(await like(NEGOTIATOR, listed('in-a-stage'))).toEqual(decoys < 20 ? [PERSON] : []);
    },
  );

  it('tell nothing of an exchange while its projection stands still, or is behind', async () => {
    await live.append(OF_EXCHANGE, null, given.planned);
    const running = live.run(allProjections);
    await settled(await live.append(OF_PERSON, null, given.opened, given.captured, given.returned));
    expect((await factsFor(''))[0]).toMatchObject({ whereabouts: 'returned' });
    await running.stop();
    live.run(allProjections.filter(({ name }) => name === 'cases'));
    await live.passed('cases', await live.append(OF_PERSON, 2, given.withdrawal(2)));
    expect((await factsFor(NEGOTIATOR))[0]).toMatchObject({ whereabouts: 'in-captivity' });
  });

  it('are for every viewer what the entries tell that the viewer is shown, whatever was said', async () => {
    const [mine, theirs, open, unknown] = [EXCHANGE, OTHER, third, fourth];
    await live.append(OF_EXCHANGE, null, given.planned, given.embargoed);
    await live.append(`exchange-${OTHER}`, null, given.planned, given.embargoedFor(CASEWORKER));
    await live.append(`exchange-${third}`, null, given.planned);
    const ofExchange = (exchange: ExchangeId): HomewardEvent[] => [
      { ...given.inStage, data: { ...given.inStage.data, exchange } },
      { ...given.returned, data: { ...given.returned.data, exchange } },
      given.restingOn(`exchange-${exchange}`, 1),
    ];
    const said = [mine, theirs, open, unknown].flatMap(ofExchange);
    const any = fc.oneof(
      fc.constantFrom(...said, given.captured, given.agreed, missingReport(), identity()),
      fc.nat(6).map((revision) => given.withdrawal(revision)),
    );
    live.run(allProjections);
    let last = 0n;
    const histories = fc.sample(fc.array(any, { maxLength: 8 }), { numRuns: 60, seed: 20250614 });
    for (const [index, history] of histories.entries())
      last = await live.append(caseStream(index), null, given.opened, ...history);
    await settled(last);

    for (const viewer of [NEGOTIATOR, CASEWORKER, ''])
      for (const index of histories.keys()) {
        const id = caseStream(index).slice('case-'.length);
        const [shown] = await live.rows<{ entries: CaseEntry[] }>(
          'SELECT entries FROM read.case_file_for($1, $2)',
          [viewer, id],
        );
        const [told] = await live.rows('SELECT * FROM read.case_facts_of($1, $2)', [viewer, [id]]);
        const facts = caseFacts(shown?.entries ?? []);
        expect(told).toEqual(facts === null ? undefined : inColumns(id, facts));
      }
  });

  it('are found by an index', async () => {
    const client = new pg.Client({ connectionString: live.databaseUrl });
    await client.connect();
    await client.query('SET enable_seqscan = off');
    const plan = await client.query(
      `EXPLAIN SELECT case_id FROM read.case_file WHERE facts @> '[{"captivity": "alleged"}]'`,
    );
    await client.end();
    expect(JSON.stringify(plan.rows)).toContain('case_file_facts');
  });
});
