import { isDeepStrictEqual } from 'node:util';
import type { Entry } from '#libs/kernel/src/statements/standing.js';
import type { Axis } from '#libs/kernel/src/two-times/answer-at.js';
import type { On } from './axes-of.js';

export type HeldRank = On<'rank'>['data']['rank'];

/** A record of identity that gives no rank leaves the one before. */
export const rankAxis: Axis<HeldRank, On<'rank'>> = {
  start: null,
  step: (value, { data }) => data.rank ?? value,
  same: isDeepStrictEqual,
};

/** The statements that give a rank, each dated from when it is held, where that is known. */
export function ranksGiven(statements: readonly Entry<On<'rank'>>[]): Entry<On<'rank'>>[] {
  return statements
    .filter(({ event }) => event.data.rank !== null)
    .map((entry) => {
      const { rankSince, occurredAt } = entry.event.data;
      const since = rankSince?.kind === 'known' ? rankSince.value : occurredAt;
      return { ...entry, event: { ...entry.event, data: { ...entry.event.data, occurredAt: since } } };
    });
}
