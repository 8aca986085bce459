import { dayOf, type CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import { standing, type Entry } from '#libs/kernel/src/statements/standing.js';
import type { Dated } from '#libs/kernel/src/two-times/answer-at.js';
import type { Recorded } from '#libs/stored-events/src/codec.js';
import type { HomewardEvent } from '#libs/stored-events/src/homeward-events.js';

/** What is known of a subject: the events of its stream, in order, or those of them that are known. */
export type Told = readonly Recorded<HomewardEvent>[];

/**
 * The events that stand, each as last corrected, with the date that it gives; one that only says what this software did happened on the
 * day on which it was recorded.
 */
export function dated(told: Told): Dated<HomewardEvent>[] {
  const recorded = new Map(told.map(({ revision, recordedAt }) => [revision, recordedAt]));
  return standing<HomewardEvent>(told).map(({ revision, event }) => ({
    revision,
    event,
    occurredAt:
      'occurredAt' in event.data
        ? event.data.occurredAt
        : asDate(dayOf(recorded.get(revision) ?? new Date(0))),
  }));
}

/** Those that are events of one kind of stream. */
export function among<E extends HomewardEvent>(definitions: readonly { readonly type: E['type'] }[]) {
  const types: ReadonlySet<string> = new Set(definitions.map(({ type }) => type));
  return (entry: Told[number]): entry is Told[number] & Entry<E> => types.has(entry.event.type);
}

/** A day of the calendar is an EDTF text. */
const asDate = (day: CivilDay): Edtf => day as string as Edtf;
