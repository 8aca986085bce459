import { isDeepStrictEqual } from 'node:util';
import type { Axis } from '#libs/kernel/src/two-times/answer-at.js';
import type { Dated } from '#libs/kernel/src/two-times/answer-at.js';
import { asked, type Asked } from '#libs/kernel/src/two-times/question.js';
import type { HomewardEvent } from '#libs/stored-events/src/homeward-events.js';

const saidBy: Axis<unknown, HomewardEvent> = {
  start: null,
  step: (_value, { data }) => data,
  same: isDeepStrictEqual,
};

/** Each event is a question of its own, answered by what it says: so every kind of stream has an answer, and none is left out. */
export function eventByEvent(events: readonly Dated<HomewardEvent>[]): [string, Asked][] {
  return events.map((each) => [`${each.event.type}, entry ${each.revision}`, asked(saidBy, [each])]);
}
