import { STATES, type PersonRow } from './person-row.js';
import type { Table } from './report.js';

/** How many people there are, and how many in each state. */
export class Counts {
  people = 0;
  readonly #counts = new Map<string, Map<string, number>>();

  add({ states }: PersonRow): void {
    this.people += 1;
    for (const state of STATES) {
      const counts = this.#counts.get(state) ?? new Map<string, number>();
      counts.set(states[state], (counts.get(states[state]) ?? 0) + 1);
      this.#counts.set(state, counts);
    }
  }

  get table(): Table {
    const rows = [...this.#counts].flatMap(([state, counts]) =>
      [...counts]
        .sort(([, a], [, b]) => b - a)
        .map(([value, count], index) => [index === 0 ? state : '', String(count).padStart(8), value]),
    );
    return { title: `${this.people} people`, columns: ['question', '  people', 'answer'], rows };
  }
}
