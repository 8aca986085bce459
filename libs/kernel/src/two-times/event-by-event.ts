import { isDeepStrictEqual } from 'node:util';
import type { Dated } from './answer-at.js';
import type { Axis } from './axis.js';
import { asked, type Asked } from './question.js';

interface Event {
  readonly type: string;
  readonly data: object;
}

const said: Axis<object | null, Event> = {
  start: null,
  step: (value, { data }) => value ?? data,
  same: isDeepStrictEqual,
};

/** What is said once; what was said first stays. */
export function saidOnce(told: readonly Dated<Event>[]): Asked {
  return asked(said, told);
}

/** Each event is a question of its own, answered by what it says: so every kind of stream has an answer, and none is left out. */
export function eventByEvent(events: readonly Dated<Event>[]): [string, Asked][] {
  return events.map((each) => [`${each.event.type}, entry ${each.revision}`, saidOnce([each])]);
}
