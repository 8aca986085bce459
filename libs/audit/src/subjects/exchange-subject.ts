import { isDeepStrictEqual } from 'node:util';
import type { EmbargoPlaced } from '#libs/agreements/src/events/embargo-placed.event.js';
import type { ExchangeCompleted } from '#libs/agreements/src/events/exchange-completed.event.js';
import type { Dated } from '#libs/kernel/src/two-times/answer-at.js';
import type { Axis } from '#libs/kernel/src/two-times/axis.js';
import { asked, type Asked } from '#libs/kernel/src/two-times/question.js';
import type { HomewardEvent } from '#libs/stored-events/src/homeward-events.js';
import { eventByEvent } from '#libs/kernel/src/two-times/event-by-event.js';
import { dated, type Told } from './told.js';

type Embargo = 'never-placed' | 'lifted' | Pick<EmbargoPlaced['data'], 'needToKnow'>;
type OnEmbargo = EmbargoPlaced | ExchangeCompleted;

const embargoAxis: Axis<Embargo, OnEmbargo> = {
  start: 'never-placed',
  step(value, event) {
    switch (event.type) {
      case 'EmbargoPlaced':
        return value === 'lifted' ? value : { needToKnow: event.data.needToKnow };
      case 'ExchangeCompleted':
        return value === 'never-placed' ? value : 'lifted';
    }
  },
  same: isDeepStrictEqual,
};

const isOnEmbargo = (each: Dated<HomewardEvent>): each is Dated<OnEmbargo> =>
  each.event.type === 'EmbargoPlaced' || each.event.type === 'ExchangeCompleted';

/** An exchange: its embargo, and each thing that was recorded of it. */
export function questionsOfExchange(told: Told): ReadonlyMap<string, Asked> {
  const events = dated(told);
  return new Map([['embargo', asked(embargoAxis, events.filter(isOnEmbargo))], ...eventByEvent(events)]);
}
