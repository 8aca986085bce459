import type { Verified } from '../verify/findings.js';
import { verify } from '../verify/verify.js';
import type { startHall } from './verify-hall.js';

export interface ColumnType {
  readonly name: string;
  readonly type: string;
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

const ASIDE: Readonly<Record<string, string>> = {
  uuid: "'77777777-0000-4000-8000-000000000000'",
  text: "'aside'",
  integer: '2147483647',
};

const quoted = ({ name }: ColumnType): string => `"${name}"`;

const oneRow = (table: string): string => `(SELECT ctid FROM read.${table} ORDER BY position LIMIT 1)`;

/** Faults in the tables of a hall, as SQL; each is taken out again after the verification that is to find it. */
export class Planting {
  constructor(private readonly hall: Awaited<ReturnType<typeof startHall>>) {}

  verified(show = false, sample = 100): Promise<Verified> {
    return verify(this.hall.parts, { sample, show });
  }

  async withFaults(
    tables: readonly string[],
    statements: readonly string[],
    show = false,
  ): Promise<Verified> {
    const rows = (statement: string) => this.hall.live.rows(statement);
    for (const table of tables)
      await rows(`CREATE TABLE public.kept_${table} AS SELECT * FROM read.${table}`);
    try {
      for (const statement of statements) await rows(statement);
      return await this.verified(show);
    } finally {
      for (const table of tables) {
        const names = (await this.columnsOf(table)).map(quoted).join(', ');
        await rows(`TRUNCATE read.${table}`);
        await rows(`INSERT INTO read.${table} (${names}) SELECT ${names} FROM public.kept_${table}`);
        await rows(`DROP TABLE public.kept_${table}`);
      }
    }
  }

  /** All but those that PostgreSQL makes of others, in which nobody can plant anything. */
  columnsOf(table: string): Promise<ColumnType[]> {
    return this.hall.live.rows<ColumnType>(
      `SELECT attname AS name, format_type(atttypid, atttypmod) AS type FROM pg_attribute
       WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`,
      [`read.${table}`],
    );
  }
}

export function changing(table: string, column: ColumnType): string {
  return `UPDATE read.${table} SET ${quoted(column)} = ${otherwise(column)} WHERE ctid = ${oneRow(table)}`;
}

export const deleting = (table: string): string => `DELETE FROM read.${table} WHERE ctid = ${oneRow(table)}`;

export function adding(table: string, [key, ...others]: readonly ColumnType[]): string {
  if (key === undefined) throw new Error(`${table} has no columns`);
  const names = others.map(quoted).join(', ');
  return `INSERT INTO read.${table} (${quoted(key)}, ${names})
    SELECT ${otherwise(key)}, ${names} FROM read.${table} WHERE ctid = ${oneRow(table)}`;
}

/** The rows of two subjects of a table change places. */
export function swapping(table: string, [key]: readonly ColumnType[]): string {
  if (key === undefined) throw new Error(`${table} has no columns`);
  const [name, { type }] = [quoted(key), key];
  const move = (from: string, to: string): string =>
    `UPDATE read.${table} SET ${name} = ${to} WHERE ${name} = ${from};`;
  const [first, second] = [`(SELECT min(one)::${type} FROM pair)`, `(SELECT max(one)::${type} FROM pair)`];
  const aside = ASIDE[type] ?? 'NULL';
  return `CREATE TEMPORARY TABLE pair AS SELECT DISTINCT ${name}::text AS one FROM read.${table} ORDER BY 1 LIMIT 2;
    ${move(first, aside)} ${move(second, first)} ${move(aside, second)} DROP TABLE pair`;
}

function otherwise(column: ColumnType): string {
  const made = OTHERWISE[column.type];
  if (made === undefined) throw new Error(`no other value of ${column.type} is known here`);
  return made(quoted(column));
}

export const findingsOf = (found: Verified) =>
  found.projections.flatMap(({ tables }) =>
    tables.flatMap(({ table, findings }) => findings.map((finding) => ({ table, ...finding }))),
  );

export const tableIn = (found: Verified, name: string) =>
  found.projections.flatMap(({ tables }) => tables).find(({ table }) => table === name);

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
