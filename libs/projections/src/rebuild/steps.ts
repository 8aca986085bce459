import { takenBy, type Arrival } from '../arrival.js';
import type { Known, Projection } from '../projection.js';
import { placeOf, type EventPlace } from '../stop-report.js';
import type { SideRows, Touched, Touching } from './side-rows.js';

/** An event that a projection takes, with the rows that it touches. */
export interface Step extends Touching {
  /** Which of the arrivals it was. */
  readonly index: number;
  readonly event: Known;
}

export interface Steps {
  readonly steps: readonly Step[];
  /** Of the events that an operator had skipped. */
  readonly skipped: readonly { readonly index: number; readonly place: EventPlace }[];
  /** The first arrival that cannot be taken; nothing behind it is among the steps. */
  readonly poison: { readonly index: number; readonly error: unknown } | null;
}

/** What a projection takes of these arrivals, in their order. */
export function stepsOf(
  projection: Projection,
  skips: ReadonlySet<string>,
  rows: readonly SideRows[],
  arrivals: readonly Arrival[],
): Steps {
  const steps: Step[] = [];
  const skipped: { index: number; place: EventPlace }[] = [];
  for (const [index, arrival] of arrivals.entries()) {
    try {
      const event = takenBy(projection, skips, arrival);
      if (event === 'nothing') continue;
      if (event === 'skipped') {
        skipped.push({ index, place: placeOf(arrival.stored) });
        continue;
      }
      const touched: (readonly [SideRows, Touched])[] = [];
      for (const of of rows) for (const row of of.touched(event)) touched.push([of, row]);
      steps.push({ index, event, touched });
    } catch (error) {
      return { steps, skipped, poison: { index, error } };
    }
  }
  return { steps, skipped, poison: null };
}
