import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { note } from '#libs/cases/src/testing/sayings.js';
import { allProjections } from '#libs/read-models/src/all-projections.js';
import { OTHER, PERSON, startHall } from '../testing/verify-hall.js';
import { isSound, type Finding, type Verified } from './findings.js';
import { verify } from './verify.js';

let hall: Awaited<ReturnType<typeof startHall>>;
beforeAll(async () => {
  hall = await startHall();
});
afterAll(() => hall.close());

const verified = (show = false, sample = 100) => verify(hall.parts, { sample, show });
const rows = <Row extends object>(statement: string, parameters: unknown[] = []) =>
  hall.live.rows<Row>(statement, parameters);
const tableIn = (found: Verified, name: string) =>
  found.projections.flatMap(({ tables }) => tables).find(({ table }) => table === name);
const findingsOf = (found: Verified): (Finding & { table: string })[] =>
  found.projections.flatMap(({ tables }) =>
    tables.flatMap(({ table, findings }) => findings.map((finding) => ({ table, ...finding }))),
  );

/** Verifies with a fault planted, and takes the fault out again. */
async function withFault(
  tables: readonly string[],
  statements: readonly string[],
  show = false,
): Promise<Verified> {
  for (const table of tables) await rows(`CREATE TABLE public.kept_${table} AS SELECT * FROM read.${table}`);
  try {
    for (const statement of statements) await rows(statement);
    return await verified(show);
  } finally {
    for (const table of tables) {
      await rows(`TRUNCATE read.${table}`);
      const columns = await columnsOf(table, true);
      const names = columns.map(({ name }) => name).join(', ');
      await rows(`INSERT INTO read.${table} (${names}) SELECT ${names} FROM public.kept_${table}`);
      await rows(`DROP TABLE public.kept_${table}`);
    }
  }
}

interface ColumnType {
  readonly name: string;
  readonly type: string;
  readonly generated: boolean;
}
async function columnsOf(table: string, stored = false): Promise<ColumnType[]> {
  const found = await rows<ColumnType>(
    `SELECT attname AS name, format_type(atttypid, atttypmod) AS type, attgenerated <> '' AS generated FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [`read.${table}`],
  );
  return stored ? found.filter(({ generated }) => !generated) : found;
}

/** Another value of the same type, as near as can be. */
const OTHERWISE: Readonly<Record<string, (column: string) => string>> = {
  text: (column) => `coalesce(${column} || ' ', 'x')`,
  integer: (column) => `coalesce(${column} + 1000, 0)`,
  bigint: (column) => `coalesce(${column} + 1, 0)`,
  'double precision': (column) => `coalesce(${column} + 0.001, 0)`,
  boolean: (column) => `coalesce(NOT ${column}, true)`,
  jsonb: (column) => `jsonb_build_array(${column})`,
  uuid: () => 'gen_random_uuid()',
  date: (column) => `coalesce(${column} + 1, '2000-01-01')`,
  'timestamp with time zone': (column) => `coalesce(${column} + interval '1 microsecond', now())`,
  'text[]': (column) => `coalesce(${column} || 'x'::text, '{x}')`,
  'uuid[]': (column) => `coalesce(${column} || gen_random_uuid(), ARRAY[gen_random_uuid()])`,
};

function changing(table: string, { name, type }: ColumnType): string {
  const otherwise = OTHERWISE[type];
  if (otherwise === undefined) throw new Error(`no other value of ${type} is known here`);
  return `UPDATE read.${table} SET "${name}" = ${otherwise(`"${name}"`)}
    WHERE ctid = (SELECT ctid FROM read.${table} ORDER BY position LIMIT 1)`;
}

/** The rows of the first two subjects of a table change places. */
function swapping(table: string, key: string): string {
  const [aside, first, second] = [
    "'77777777-0000-4000-8000-000000000000'",
    '(SELECT min(one::text)::uuid FROM pair)',
    '(SELECT max(one::text)::uuid FROM pair)',
  ];
  const move = (from: string, to: string): string =>
    `UPDATE read.${table} SET ${key} = ${to} WHERE ${key} = ${from};`;
  return `CREATE TEMPORARY TABLE pair AS SELECT DISTINCT ${key} AS one FROM read.${table} ORDER BY 1 LIMIT 2;
    ${move(first, aside)} ${move(second, first)} ${move(aside, second)} DROP TABLE pair`;
}

const tables = async (): Promise<string[]> =>
  (await verified()).projections.flatMap((each) => each.tables.map(({ table }) => table));

describe('verification', () => {
  it('finds nothing where the tables say what the log says', async () => {
    const found = await verified();
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
    await verified();
    expect(
      await rows("SELECT relname FROM pg_class WHERE relnamespace::regnamespace::text LIKE 'pg_temp%'"),
    ).toEqual([]);
  });

  it('finds any changed value in any column of any table', async () => {
    const names = await tables();
    const columns = new Map<string, ColumnType[]>();
    for (const table of names) columns.set(table, await columnsOf(table, true));
    const unseen: string[] = [];
    let planted = 0;
    // One column of every table at a time.
    for (let index = 0; [...columns.values()].some(({ length }) => index < length); index += 1) {
      const faults = names.flatMap((table) => {
        const column = columns.get(table)?.[index];
        return column === undefined ? [] : [{ table, column }];
      });
      const found = await withFault(
        faults.map(({ table }) => table),
        faults.map(({ table, column }) => changing(table, column)),
      );
      for (const { table, column } of faults) {
        planted += 1;
        const seen = tableIn(found, table)?.findings ?? [];
        if (!seen.some(({ kind, columns }) => kind !== 'differs' || columns.includes(column.name)))
          unseen.push(`${table}.${column.name}`);
      }
      expect(isSound(found)).toBe(false);
    }
    expect(unseen).toEqual([]);
    expect(planted).toBeGreaterThan(30);
    expect(isSound(await verified())).toBe(true);
  });

  it('finds any deleted row, any row too many, and rows that changed places', async () => {
    const names = await tables();
    const everywhere = (fault: (table: string) => string) => withFault(names, names.map(fault));
    const one = (table: string): string => `(SELECT ctid FROM read.${table} ORDER BY position LIMIT 1)`;
    const columns = new Map<string, string[]>();
    for (const table of names)
      columns.set(
        table,
        (await columnsOf(table, true)).map(({ name }) => `"${name}"`),
      );
    const [keys, others] = [
      (table: string): string => columns.get(table)?.[0] ?? '',
      (table: string): string => (columns.get(table) ?? []).slice(1).join(', '),
    ];

    const deleted = await everywhere((table) => `DELETE FROM read.${table} WHERE ctid = ${one(table)}`);
    const added = await everywhere(
      (table) => `INSERT INTO read.${table} (${keys(table)}, ${others(table)})
        SELECT gen_random_uuid(), ${others(table)} FROM read.${table} WHERE ctid = ${one(table)}`,
    );
    const swapped = await everywhere((table) => swapping(table, keys(table)));
    for (const table of names) {
      expect(tableIn(deleted, table)).toMatchObject({
        wrong: 1,
        findings: [{ kind: 'missing', columns: [], reflects: null }],
      });
      expect(tableIn(added, table)).toMatchObject({
        wrong: 1,
        findings: [{ kind: 'extra', columns: [], events: [], eventCount: 0 }],
      });
      const subjects = await rows(`SELECT DISTINCT ${keys(table)} FROM read.${table}`);
      if (subjects.length > 1) expect([table, tableIn(swapped, table)?.wrong]).not.toEqual([table, 0]);
    }
  });

  it('explains a row by the events that touch it, and shows no value that was not asked for', async () => {
    const fault =
      "UPDATE read.case_history SET actor_role = 'a canary' WHERE case_id = 'aaaaaaaa-0000-4000-8000-000000000000' AND revision = 9";
    const quiet = await withFault(['case_history'], [fault]);
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
    const [shown] = findingsOf(await withFault(['case_history'], [fault], true));
    expect(shown?.values).toEqual({ actor_role: ['a canary', 'caseworker'] });
  });

  it('finds a value changed deep within a row', async () => {
    const fault = `UPDATE read.case_file SET entries = jsonb_set(entries, '{1,event,type}', '"Captured"') WHERE case_id = 'bbbbbbbb-0000-4000-8000-000000000000'`;
    const found = await withFault(['case_file'], [fault]);
    expect(findingsOf(found)).toMatchObject([{ table: 'case_file', columns: ['entries'], eventCount: 6 }]);
    expect(findingsOf(found)[0]?.events.at(-1)).toMatchObject({
      stream: OTHER,
      revision: 5,
      type: 'StatementWithdrawn',
    });
  });

  it('finds a checkpoint that was moved, changed, deleted or added', async () => {
    const problems = async (...statements: string[]) => {
      const found = await withFault(['checkpoint'], statements);
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

  it('finds rows that are ahead of a checkpoint that was moved back with care', async () => {
    const events = await collect(hall.live.eventStore.readAll(null));
    const early = events.find(({ stream, revision }) => stream === PERSON && revision === 4);
    const knownFrom = events
      .filter((each) => each.position <= (early?.position ?? 0n))
      .reduce((a, { created }) => (created > a ? created : a), new Date(0));
    const back = `UPDATE read.checkpoint SET position = ${early?.position}, event_id = '${early?.id}', known_from = '${knownFrom.toISOString()}' WHERE projection = 'cases'`;
    const found = await withFault(['checkpoint'], [back]);
    expect(found.projections[0]?.problems).toEqual([]);
    expect(tableIn(found, 'case_file')).toMatchObject({ wrong: 2 });
    expect(
      findingsOf(found).filter(({ table, kind }) => table === 'case_history' && kind === 'extra'),
    ).toHaveLength(11);
  });

  it('finds an event passed over that no operator asked to skip', async () => {
    const [first] = await collect(hall.live.eventStore.read(PERSON));
    const place = {
      id: first?.id,
      stream: PERSON,
      revision: 0,
      position: String(first?.position),
      type: first?.type,
    };
    const fault = `UPDATE read.checkpoint SET skipped = '${JSON.stringify([place])}' WHERE projection = 'cases'`;
    const found = await withFault(['checkpoint'], [fault]);
    expect(found.projections[0]).toMatchObject({
      skipped: 1,
      problems: [expect.stringMatching(/no operator asked for/)],
    });
  });

  it('names the tables of no projection, which it cannot verify', async () => {
    await rows('CREATE TABLE read.strange (id int)');
    expect((await verified()).notVerified).toEqual(['rebuild', 'strange']);
    await rows('DROP TABLE read.strange');
  });

  it('looks at a share of the rows only, and takes none of the others for wrong', async () => {
    const whole = tableIn(await verified(), 'case_history')?.compared ?? 0;
    let compared = 0;
    for (let time = 0; time < 5; time += 1) {
      const found = await verified(false, 50);
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
    for (let time = 0; time < 3; time += 1) expect(findingsOf(await verified())).toEqual([]);
    goesOn = false;
    await writing;
    expect(revision).toBeGreaterThan(8);
  });

  it('finds rows that are behind a checkpoint that was moved ahead with care', async () => {
    await hall.running.stop();
    const [last] = (await collect(hall.live.eventStore.read(OTHER))).slice(-1);
    const position = await hall.live.append(OTHER, last?.revision ?? 0, note());
    const stored = await hall.live.eventStore.eventAt(position);
    const ahead = `UPDATE read.checkpoint SET position = ${position}, event_id = '${stored?.id}',
      known_from = '${stored?.created.toISOString()}' WHERE projection = 'cases'`;
    const found = await withFault(['checkpoint'], [ahead]);
    expect(found.projections[0]?.problems).toEqual([]);
    expect(findingsOf(found).map(({ table, kind }) => `${table} ${kind}`)).toEqual(
      expect.arrayContaining(['case_file differs', 'case_history missing']),
    );
  });
});

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
