/** A number that may not be told says so, and why, wherever it would stand. */
export interface Withheld {
  readonly withheld: string;
}
export type Cell = string | number | Withheld;

/** One report: a table, what must be known to read it, and from what it was made. */
export interface Report {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  readonly notes: readonly string[];
}

/** When the tables were read (ISO 8601, UTC), and up to which event of the log they were filled. */
export interface MadeFrom {
  readonly readAt: string;
  readonly logUpTo: string;
}

export const isWithheld = (cell: Cell): cell is Withheld => typeof cell === 'object';
