/** A row that is not what the log says. `extra`: the log knows of no such row; `missing`: the table lacks it. */
export interface Finding {
  readonly kind: 'differs' | 'missing' | 'extra';
  /** The primary key; a text in it, which might name somebody, is left out unless values were asked for. */
  readonly key: Readonly<Record<string, string>>;
  /** The columns that differ; none for a row that is missing or extra. */
  readonly columns: readonly string[];
  /** The revision and position that the row in the table claims to reflect; null where there is no row. */
  readonly reflects: { readonly revision: number; readonly position: string } | null;
  /** The last events that touch this row, oldest first, and how many there are in all. */
  readonly events: readonly TouchingEvent[];
  readonly eventCount: number;
  /** By column, what the table has and what the log says: only if asked for. */
  readonly values: Readonly<Record<string, readonly [table: unknown, log: unknown]>> | null;
}

export interface TouchingEvent {
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly position: string;
}

export interface VerifiedTable {
  readonly table: string;
  /** How many rows were compared: those that the table has, and those that it should have besides. */
  readonly compared: number;
  readonly wrong: number;
  /** The first of the rows that are wrong, with what explains them. */
  readonly findings: readonly Finding[];
}

export interface VerifiedProjection {
  readonly projection: string;
  /** The position up to which the log was recomputed: that which the tables reflect. */
  readonly position: string | null;
  /** Events that its tables were recomputed from. */
  readonly events: number;
  /** What is wrong with its checkpoint, or why its tables could not be compared. */
  readonly problems: readonly string[];
  /** Events that its rows lack, because an operator had them skipped. */
  readonly skipped: number;
  readonly tables: readonly VerifiedTable[];
}

export interface Verified {
  readonly projections: readonly VerifiedProjection[];
  /** Events of the log that were read. */
  readonly events: number;
  /** The share of the rows that was compared, in percent. */
  readonly sample: number;
  /** Checkpoints of no projection, and other things in the schema that this software does not know. */
  readonly problems: readonly string[];
  readonly notVerified: readonly string[];
}

export function isSound({ projections, problems }: Verified): boolean {
  return (
    problems.length === 0 &&
    projections.every((each) => each.problems.length === 0 && each.tables.every(({ wrong }) => wrong === 0))
  );
}
