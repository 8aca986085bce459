import { defineEvent, type EventOf } from '#libs/kernel/src/stored/event-definition.js';
import { count, digest, flag, id, list, record, word } from '#libs/kernel/src/stored/fields.js';
import { LINE_OUTCOMES } from '../line-outcomes.js';

/**
 * Lines of the list were posted: how many came to what. `refs` is the SHA-256 of the refs in the order of the lines, each
 * followed by a line feed, so that the posting can be told from every other without a word of what it said of anybody.
 * `complete` is false when it broke off before its end.
 */
export const intakeLinesTaken = defineEvent('IntakeLinesTaken', {
  posting: id<string>(),
  outcomes: list(record({ outcome: word(LINE_OUTCOMES), lines: count() })),
  refs: digest(),
  complete: flag(),
});

export type IntakeLinesTaken = EventOf<typeof intakeLinesTaken>;
