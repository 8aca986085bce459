import { createHash } from 'node:crypto';
import type { IntakeLinesTaken } from '#libs/intakes/src/events/intake-lines-taken.event.js';
import { LINE_OUTCOMES, type LineOutcome } from '#libs/intakes/src/line-outcomes.js';
import type { LineAnswer } from './line-answer.js';
import type { ReadLine } from './line-form.js';

/** What a posting came to so far: how many lines to what, and which refs they had. */
export class Tally {
  readonly #counts = new Map<LineOutcome, number>();
  readonly #refs = createHash('sha256');

  /** In the order of the lines. */
  read(line: ReadLine): void {
    const ref = 'asks' in line ? line.asks.ref : line.ref;
    if (ref !== null) this.#refs.update(`${ref}\n`);
  }

  add({ outcome }: LineAnswer): void {
    this.#counts.set(outcome, (this.#counts.get(outcome) ?? 0) + 1);
  }

  get lines(): number {
    return [...this.#counts.values()].reduce((sum, lines) => sum + lines, 0);
  }

  /** Once, at the end. */
  close(): Pick<IntakeLinesTaken['data'], 'outcomes' | 'refs'> {
    const outcomes = LINE_OUTCOMES.flatMap((outcome) => {
      const lines = this.#counts.get(outcome);
      return lines === undefined ? [] : [{ outcome, lines }];
    });
    return { outcomes, refs: this.#refs.digest('hex') };
  }
}
