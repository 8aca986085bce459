import { spanOf } from '#libs/kernel/src/edtf/span.js';
import type { Entry } from '#libs/kernel/src/statements/standing.js';
import type { Axis } from '#libs/kernel/src/two-times/answer-at.js';
import type { CaseStatement } from '../case-events.js';
import { statementsOn, type On } from './axes-of.js';
import { begunCaptivityAxis, type Captivity } from './captivity.axis.js';
import { whereaboutsAxis } from './whereabouts.axis.js';

type CaptivityAxis = Axis<Captivity, On<'captivity'>>;

interface Dated<E extends Entry<CaseStatement>> {
  readonly entry: E;
  /** First and last day, as text that compares; what is about our work, and not about the person, has neither. */
  readonly from: string;
  readonly to: string;
}

/**
 * The statements in the order in which they can have happened: as recorded, but what certainly happened before another stands
 * before it, however late it was heard of; and what is said of a captivity stands within one, where its date lets it.
 * Statements on our own work stay as recorded. Exact dates recorded in order are left as they are.
 */
export function inOrder<E extends Entry<CaseStatement>>(recorded: readonly E[]): E[] {
  let placed: readonly Dated<E>[] = [];
  for (const entry of recorded) {
    const next = dated(entry);
    placed = placed.toSpliced(placeFor(next, placed), 0, next);
  }
  return placed.map(({ entry }) => entry);
}

function dated<E extends Entry<CaseStatement>>(entry: E): Dated<E> {
  const isOurs = entry.event.type === 'CaseClosed' || entry.event.type === 'CaseReopened';
  const { earliest, latest } = isOurs ? NO_DAY : spanOf(entry.event.data.occurredAt);
  return { entry, from: earliest ?? '', to: latest ?? '~' };
}

const NO_DAY = { earliest: null, latest: null };

/** The last place that the dates leave, and of these, for what is said of a captivity, the last at which all fits best. */
function placeFor<E extends Entry<CaseStatement>>(next: Dated<E>, placed: readonly Dated<E>[]): number {
  const after = placed.findIndex(({ from }) => next.to < from);
  const last = after === -1 ? placed.length : after;
  if (statementsOn('captivity', [next.entry]).length === 0) return last;
  const first = placed.findLastIndex(({ to }) => to < next.from) + 1;
  let best = { place: last, misfits: Infinity };
  for (let place = last; place >= first && best.misfits > 0; place--) {
    const misfits = misfitsIn(placed.toSpliced(place, 0, next).map(({ entry }) => entry));
    if (misfits < best.misfits) best = { place, misfits };
  }
  return best.place;
}

const misfitsIn = (statements: readonly Entry<CaseStatement>[]): number =>
  notPermitted(begunCaptivityAxis, statements).length + heldAfterDeath(statements).length;

/** The statements on captivity that cannot be so where they stand. */
export function notPermitted(
  axis: CaptivityAxis,
  statements: readonly Entry<CaseStatement>[],
): Entry<CaseStatement>[] {
  let captivity = axis.start;
  let whereabouts = whereaboutsAxis.start;
  return statementsOn('captivity', statements).filter(({ event }) => {
    const [held, where] = [axis.step(captivity, event), whereaboutsAxis.step(whereabouts, event)];
    captivity = held ?? captivity;
    whereabouts = where ?? whereabouts;
    return held === undefined || where === undefined;
  });
}

/** The statements that say that somebody was held whose remains had been repatriated. */
export function heldAfterDeath(statements: readonly Entry<CaseStatement>[]): Entry<CaseStatement>[] {
  const home = statements.findIndex(({ event }) => event.type === 'RemainsRepatriated');
  const later = home === -1 ? [] : statements.slice(home + 1);
  return statementsOn('captivity', later).filter(({ event }) => event.type !== 'Returned');
}
