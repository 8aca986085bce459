import { isDeepStrictEqual } from 'node:util';
import type { Dated } from './answer-at.js';
import type { Axis } from './axis.js';
import { asked, type Asked } from './question.js';

interface Event {
  readonly type: string;
  readonly data: object;
}

const saidBy: Axis<object | null, Event> = {
  start: null,
  step: (_value, { data }) => data,
  same: isDeepStrictEqual,
};

/** What one event says, as a question of its own. */
export function whatItSays(each: Dated<Event>): Asked {
  return asked(saidBy, [each]);
}

/** Each event is a question of its own, answered by what it says: so every kind of stream has an answer, and none is left out. */
export function eventByEvent(events: readonly Dated<Event>[]): [string, Asked][] {
  return events.map((each) => [`${each.event.type}, entry ${each.revision}`, whatItSays(each)]);
}
