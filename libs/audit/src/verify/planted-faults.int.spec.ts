import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { note } from '#libs/cases/src/testing/sayings.js';
import {
  adding,
  changing,
  collect,
  deleting,
  findingsOf,
  Planting,
  swapping,
  tableIn,
  type ColumnType,
} from '../testing/planting.js';
import { OTHER, PERSON, startHall } from '../testing/verify-hall.js';
import { isSound } from './findings.js';

let hall: Awaited<ReturnType<typeof startHall>>;
let planting: Planting;
const columns = new Map<string, ColumnType[]>();
beforeAll(async () => {
  hall = await startHall();
  planting = new Planting(hall);
  const { projections } = await planting.verified();
  for (const { table } of projections.flatMap(({ tables }) => tables))
    columns.set(table, await planting.columnsOf(table));
});
afterAll(() => hall.close());

describe('a fault in a read model', () => {
  it('is found in any column of any table', async () => {
    const unseen: string[] = [];
    let planted = 0;
    // One column of every table at a time.
    for (let index = 0; [...columns.values()].some(({ length }) => index < length); index += 1) {
      const faults = [...columns].flatMap(([table, all]) => {
        const column = all[index];
        return column === undefined ? [] : [{ table, column }];
      });
      const found = await planting.withFaults(
        faults.map(({ table }) => table),
        faults.map(({ table, column }) => changing(table, column)),
      );
      for (const { table, column } of faults) {
        planted += 1;
        const seen = tableIn(found, table)?.findings ?? [];
        if (!seen.some((each) => each.kind !== 'differs' || each.columns.includes(column.name)))
          unseen.push(`${table}.${column.name}`);
      }
    }
    expect(unseen).toEqual([]);
    expect(planted).toBeGreaterThan(30);
    expect(isSound(await planting.verified())).toBe(true);
  });

  it('is found in any table where a row is missing, is too many, or has changed places with another', async () => {
    const everywhere = (fault: (table: string, all: readonly ColumnType[]) => string) =>
      planting.withFaults(
        [...columns.keys()],
        [...columns].map(([table, all]) => fault(table, all)),
      );
    const [deleted, added, swapped] = [
      await everywhere(deleting),
      await everywhere(adding),
      await everywhere(swapping),
    ];
    for (const [table, [key]] of columns) {
      expect(tableIn(deleted, table)).toMatchObject({
        wrong: 1,
        findings: [{ kind: 'missing', columns: [], reflects: null }],
      });
      expect(tableIn(added, table)).toMatchObject({
        wrong: 1,
        findings: [{ kind: 'extra', columns: [], events: [], eventCount: 0 }],
      });
      const subjects = await hall.live.rows(`SELECT DISTINCT ${key?.name} FROM read.${table}`);
      if (subjects.length > 1) expect([table, tableIn(swapped, table)?.wrong]).not.toEqual([table, 0]);
    }
  });
});

describe('a fault in a checkpoint', () => {
  it('is found when it was moved, changed, deleted or added', async () => {
    const problems = async (...statements: string[]) => {
      const found = await planting.withFaults(['checkpoint'], statements);
      return [
        isSound(found),
        [...found.problems, ...found.projections.flatMap((each) => each.problems)].join(' '),
      ];
    };
    const of = "WHERE projection = 'cases'";
    const at = (when: string): string => `UPDATE read.checkpoint SET ${when} ${of}`;
    expect(await problems(at('position = position + 1'))).toEqual([
      false,
      expect.stringMatching(/at which the log has no event/),
    ]);
    expect(await problems(at('event_id = gen_random_uuid()'))).toEqual([
      false,
      expect.stringMatching(/names event .* the log has/),
    ]);
    expect(await problems(at("known_from = known_from + interval '1 second'"))).toEqual([
      false,
      expect.stringMatching(/is known from/),
    ]);
    expect(await problems(at('version = version - 1'))).toEqual([
      false,
      expect.stringMatching(/filled by version/),
    ]);
    expect(await problems(at('position = NULL'))).toEqual([
      false,
      expect.stringMatching(/names an event, and no position/),
    ]);
    expect(await problems(`DELETE FROM read.checkpoint ${of}`)).toEqual([
      false,
      expect.stringMatching(/no checkpoint of cases/),
    ]);
    expect(
      await problems(
        "INSERT INTO read.checkpoint (projection, partition, version, skipped) VALUES ('other', 0, 1, '[]')",
      ),
    ).toEqual([false, expect.stringMatching(/checkpoint of other/)]);
  });

  it('is found by the rows that are ahead of one moved back with care', async () => {
    const events = await collect(hall.live.eventStore.readAll(null));
    const early = events.find(({ stream, revision }) => stream === PERSON && revision === 4);
    const knownFrom = events
      .filter((each) => each.position <= (early?.position ?? 0n))
      .reduce((a, { created }) => (created > a ? created : a), new Date(0));
    const back = `UPDATE read.checkpoint SET position = ${early?.position}, event_id = '${early?.id}', known_from = '${knownFrom.toISOString()}' WHERE projection = 'cases'`;
    const found = await planting.withFaults(['checkpoint'], [back]);
    expect(found.projections[0]?.problems).toEqual([]);
    expect(tableIn(found, 'case_file')).toMatchObject({ wrong: 4 });
    expect(
      findingsOf(found).filter(({ table, kind }) => table === 'case_history' && kind === 'extra'),
    ).toHaveLength(13);
  });

  it('is found when it lists an event that no operator asked to skip', async () => {
    const [first] = await collect(hall.live.eventStore.read(PERSON));
    const place = {
      id: first?.id,
      stream: PERSON,
      revision: 0,
      position: String(first?.position),
      type: first?.type,
    };
    const fault = `UPDATE read.checkpoint SET skipped = '${JSON.stringify([place])}' WHERE projection = 'cases'`;
    const found = await planting.withFaults(['checkpoint'], [fault]);
    expect(found.projections[0]).toMatchObject({
      skipped: 1,
      problems: [expect.stringMatching(/no operator asked for/)],
    });
  });

  it('is found by the rows that are behind one moved ahead with care', async () => {
    await hall.running.stop();
    const [last] = (await collect(hall.live.eventStore.read(OTHER))).slice(-1);
    const position = await hall.live.append(OTHER, last?.revision ?? 0, note());
    const stored = await hall.live.eventStore.eventAt(position);
    const ahead = `UPDATE read.checkpoint SET position = ${position}, event_id = '${stored?.id}',
      known_from = '${stored?.created.toISOString()}' WHERE projection = 'cases'`;
    const found = await planting.withFaults(['checkpoint'], [ahead]);
    expect(found.projections[0]?.problems).toEqual([]);
    expect(findingsOf(found).map(({ table, kind }) => `${table} ${kind}`)).toEqual(
      expect.arrayContaining(['case_file differs', 'case_history missing']),
    );
  });
});
