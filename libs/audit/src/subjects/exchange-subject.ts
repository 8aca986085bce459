import { isDeepStrictEqual } from 'node:util';
import type { EmbargoPlaced } from '#libs/agreements/src/events/embargo-placed.event.js';
import type { ExchangeCompleted } from '#libs/agreements/src/events/exchange-completed.event.js';
import { exchangeEventDefinitions, type ExchangeEvent } from '#libs/agreements/src/exchange-events.js';
import { questionsOfExchange } from '#libs/agreements/src/questions-of-exchange.js';
import { toldOfExchange } from '#libs/agreements/src/told-of-exchange.js';
import type { Axis, Dated } from '#libs/kernel/src/two-times/answer-at.js';
import { eventByEvent } from '#libs/kernel/src/two-times/event-by-event.js';
import { asked, type Asked } from '#libs/kernel/src/two-times/question.js';
import type { HomewardEvent } from '#libs/stored-events/src/homeward-events.js';
import { among, dated, type Told } from './told.js';

type NeedToKnow = EmbargoPlaced['data']['needToKnow'] | 'never-placed' | 'lifted';
type OnEmbargo = EmbargoPlaced | ExchangeCompleted;

const needToKnowAxis: Axis<NeedToKnow, OnEmbargo> = {
  start: 'never-placed',
  step(value, event) {
    switch (event.type) {
      case 'EmbargoPlaced':
        return value === 'lifted' ? value : event.data.needToKnow;
      case 'ExchangeCompleted':
        return value === 'never-placed' ? value : 'lifted';
    }
  },
  same: isDeepStrictEqual,
};

const isOnEmbargo = (each: Dated<HomewardEvent>): each is Dated<OnEmbargo> =>
  each.event.type === 'EmbargoPlaced' || each.event.type === 'ExchangeCompleted';

/** An exchange: what everybody may ask, who needs to know, and each thing that was recorded of it, with all whom it names. */
export function questionsOfWholeExchange(told: Told): ReadonlyMap<string, Asked> {
  const entries = told
    .filter(among<ExchangeEvent>(exchangeEventDefinitions))
    .map(({ revision, event }) => ({ revision, event: toldOfExchange(event) }));
  const events = dated(told);
  return new Map([
    ...questionsOfExchange(entries),
    ['needToKnow', asked(needToKnowAxis, events.filter(isOnEmbargo))],
    ...eventByEvent(events),
  ]);
}
