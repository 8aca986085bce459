import type { ClientBase } from 'pg';
import { keysOf } from '#libs/projections/src/fold-rows.js';
import type { Key, Known, ReadModel } from '#libs/projections/src/projection.js';
import type { projectionsDatabase } from '#libs/projections/src/projections-database.js';
import { SideRows } from '#libs/projections/src/rebuild/side-rows.js';
import { RowTable } from '#libs/projections/src/row-table.js';
import type { Finding, TouchingEvent, VerifiedTable } from './findings.js';
import { isSampled, type Sample } from './sampling.js';
import { ScratchTable, type KeyColumn, type WrongRow } from './scratch-table.js';

/** So many events of a row are told of: the last. */
const TOLD = 20;

interface Touched {
  readonly events: TouchingEvent[];
  count: number;
}

/** One table of a projection while it is verified. */
export class TableVerification {
  readonly rows: SideRows;
  readonly #scratch: ScratchTable;
  readonly #key: readonly KeyColumn[];
  #compared = 0;
  #wrong = 0;
  #wrongRows: readonly WrongRow[] = [];
  readonly #touched = new Map<string, Touched>();

  constructor(
    client: ClientBase,
    private readonly model: ReadModel<never>,
    metadata: ReturnType<ReturnType<typeof projectionsDatabase>['getMetadata']>,
    private readonly sample: Sample,
  ) {
    this.#key = metadata.primaryColumns.map(({ databaseName, propertyName, type }) => ({
      name: databaseName,
      property: propertyName,
      isText: type === 'text',
    }));
    this.#scratch = new ScratchTable(client, metadata.tableName, this.#key, sample);
    this.rows = new SideRows(model, new RowTable(metadata, 'pg_temp'), true);
  }

  make(): Promise<void> {
    return this.#scratch.make();
  }

  isWanted(key: Key): boolean {
    return isSampled(this.sample, this.#texts(key));
  }

  async compare(show: boolean): Promise<void> {
    const { compared, wrong, rows } = await this.#scratch.compare(show);
    [this.#compared, this.#wrong, this.#wrongRows] = [compared, wrong, rows];
    for (const { key } of rows) this.#touched.set(JSON.stringify(key), { events: [], count: 0 });
  }

  get isExplanationWanted(): boolean {
    return this.#touched.size > 0;
  }

  /** To be told every event that the projection takes, once more, after it was compared. */
  explain(known: Known): void {
    const { stream, revision, event, position } = known;
    for (const key of keysOf(this.model, known)) {
      const touched = this.#touched.get(JSON.stringify(this.#texts(key)));
      if (touched === undefined) continue;
      touched.count += 1;
      touched.events.push({ stream, revision, type: event.type, position: String(position) });
      if (touched.events.length > TOLD) touched.events.shift();
    }
  }

  get verified(): VerifiedTable {
    const findings = this.#wrongRows.map((row) => this.#finding(row));
    return { table: this.#scratch.name, compared: this.#compared, wrong: this.#wrong, findings };
  }

  #finding({ kind, key, columns, reflects, values }: WrongRow): Finding {
    const { events, count } = this.#touched.get(JSON.stringify(key)) ?? { events: [], count: 0 };
    const named = this.#key.map(({ name, isText }, index): [string, string] => [
      name,
      isText && values === null ? '(a text)' : (key[index] ?? ''),
    ]);
    return {
      kind,
      key: Object.fromEntries(named),
      columns,
      reflects,
      events,
      eventCount: count,
      values: values && Object.fromEntries(Object.entries(values).filter(([, both]) => both !== null)),
    };
  }

  #texts(key: Key): string[] {
    return this.#key.map(({ property }) => String(key[property]));
  }
}
