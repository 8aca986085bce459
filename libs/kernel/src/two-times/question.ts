import type { CivilDay } from '../edtf/civil-day.js';
import { spanOf } from '../edtf/span.js';
import { answerSeen, type Answer, type Dated } from './answer-at.js';
import type { Axis } from './axis.js';
import { foldAxis, type Held } from './fold-axis.js';

/** What a question is answered with: as it stands, or for a day. */
export type Fact = Held<unknown> | Answer<unknown>;

/** From which day each statement is seen, by its revision; null: as it stands, in recorded order. */
export type Seen = ((revision: number) => CivilDay) | null;

/** A question that a subject's statements answer, whatever its values are. */
export interface Asked {
  /** The revisions of the statements that speak to it. */
  readonly told: readonly number[];
  fact(seen: Seen): Fact;
  /** The statements that happened, may have happened, or lie ahead on one of two days and not in the same way on the other. */
  passed(between: CivilDay, and: CivilDay): readonly number[];
}

/** An axis asked of the statements that speak to it. */
export function asked<V, E>(axis: Axis<V, E>, told: readonly Dated<E>[]): Asked {
  return {
    told: told.map(({ revision }) => revision),
    fact: (seen) => (seen === null ? foldAxis(axis, told) : answerSeen(axis, told, seen)),
    passed: (between, and) => passed(told, between, and),
  };
}

/** Those of the statements that are not seen in the same way from both days. */
export function passed(told: readonly Dated<unknown>[], between: CivilDay, and: CivilDay): readonly number[] {
  return told
    .filter(({ occurredAt }) => {
      const { earliest, latest } = spanOf(occurredAt);
      const on = (day: CivilDay): string =>
        (earliest ?? '') > day ? 'ahead' : (latest ?? '~') > day ? 'perhaps' : 'happened';
      return on(between) !== on(and);
    })
    .map(({ revision }) => revision);
}
