import { isDeepStrictEqual } from 'node:util';
import type { Entry } from '#libs/kernel/src/statements/standing.js';
import { addedUp, type Sum } from '#libs/kernel/src/two-times/added-up.js';
import type { Axis, Dated } from '#libs/kernel/src/two-times/answer-at.js';
import { dated } from '#libs/kernel/src/two-times/dated.js';
import { saidOnce } from '#libs/kernel/src/two-times/event-by-event.js';
import { asked, type Asked } from '#libs/kernel/src/two-times/question.js';
import { sumOf, type HandedOver } from './handed-over.js';
import type { ToldOfExchange } from './told-of-exchange.js';

export type EmbargoPhase = 'never-placed' | 'in-force' | 'lifted';

type Of<Type extends ToldOfExchange['type']> = Extract<ToldOfExchange, { readonly type: Type }>;

const embargoAxis: Axis<EmbargoPhase, Of<'EmbargoPlaced' | 'ExchangeCompleted'>> = {
  start: 'never-placed',
  step(phase, { type }) {
    switch (type) {
      case 'EmbargoPlaced':
        return phase === 'lifted' ? phase : 'in-force';
      case 'ExchangeCompleted':
        return phase === 'never-placed' ? phase : 'lifted';
    }
  },
  same: Object.is,
};

const completedAxis: Axis<boolean, Of<'ExchangeCompleted'>> = {
  start: false,
  step: () => true,
  same: Object.is,
};

const handedOverSum: Sum<HandedOver, Of<'HandoverConfirmed'>> = {
  start: sumOf([]),
  step: (figures, { data }) => sumOf([figures, data.handedOver]),
  same: isDeepStrictEqual,
};

/** The questions about an exchange of which these entries are known, by name; none before anything is. */
export function questionsOfExchange(entries: readonly Entry<ToldOfExchange>[]): ReadonlyMap<string, Asked> {
  if (entries.length === 0) return new Map();
  const told = <Type extends ToldOfExchange['type']>(...types: readonly Type[]): Dated<Of<Type>>[] =>
    dated(
      entries.filter((entry): entry is Entry<Of<Type>> => types.some((type) => type === entry.event.type)),
    );
  return new Map([
    ['planned', saidOnce(told('ExchangePlanned'))],
    ['embargo', asked(embargoAxis, told('EmbargoPlaced', 'ExchangeCompleted'))],
    ['handedOver', addedUp(handedOverSum, told('HandoverConfirmed'))],
    ['completed', asked(completedAxis, told('ExchangeCompleted'))],
  ]);
}
