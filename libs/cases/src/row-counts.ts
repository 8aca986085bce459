import { STATES, type PersonRow } from './person-row.js';

/** How many people there are, and how many in each state. */
export class RowCounts {
  people = 0;
  readonly #counts = new Map<string, Map<string, number>>();

  add(row: PersonRow): void {
    this.people += 1;
    for (const state of STATES) {
      const counts = this.#counts.get(state) ?? new Map<string, number>();
      counts.set(row[state], (counts.get(row[state]) ?? 0) + 1);
      this.#counts.set(state, counts);
    }
  }

  /** For each state how many people are in it, the most first. */
  byState(): (readonly [state: string, counts: readonly (readonly [answer: string, people: number])[]])[] {
    return [...this.#counts].map(([state, counts]) => [state, [...counts].sort(([, a], [, b]) => b - a)]);
  }
}
