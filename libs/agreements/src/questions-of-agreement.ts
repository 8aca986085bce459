import type { Entry } from '#libs/kernel/src/statements/standing.js';
import { dated } from '#libs/kernel/src/two-times/dated.js';
import { saidOnce } from '#libs/kernel/src/two-times/event-by-event.js';
import type { Asked } from '#libs/kernel/src/two-times/question.js';
import type { AgreementEvent } from './agreement-events.js';

/** The questions about an agreement of which these entries are known, by name: its terms, and each figure stated of it; none replaces another. */
export function questionsOfAgreement(entries: readonly Entry<AgreementEvent>[]): ReadonlyMap<string, Asked> {
  const reached = entries.filter(({ event }) => event.type === 'AgreementReached');
  const figures = entries.filter(({ event }) => event.type === 'FigureStated');
  return new Map([
    ...(reached.length === 0 ? [] : [['terms', saidOnce(dated(reached))] as const]),
    ...dated(figures).map((figure) => [`figure, entry ${figure.revision}`, saidOnce([figure])] as const),
  ]);
}
