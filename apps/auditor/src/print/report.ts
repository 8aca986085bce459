/** What a command tells, before it is written as text or as a page: both say the same. */
export interface Report {
  readonly title: string;
  /** What it is about: a name and a value each. */
  readonly about: readonly (readonly [name: string, value: string])[];
  readonly tables: readonly Table[];
  /** Sentences at the end. */
  readonly notes: readonly string[];
}

export interface Table {
  readonly title: string | null;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}
