import type { Told } from '#libs/audit/src/subjects/told.js';
import type { CaseEvent } from '#libs/cases/src/case-events.js';
import { inWords } from '#libs/kernel/src/edtf/in-words.js';
import { basisInWords } from '#libs/read-models/src/case-history/basis-in-words.js';
import { sentence } from '#libs/read-models/src/case-history/sentence.js';
import { inPlainWords } from './plain-words.js';
import type { Table } from './report.js';

type Event = Told[number];

/** Events as a table: revision, when each was recorded (UTC), by whom, and what it says on what basis. */
export function eventTable(title: string | null, events: Told): Table {
  const columns = ['entry', 'recorded (UTC)', 'by', 'what'];
  const rows = events.map(({ revision, recordedAt, metadata: { actor }, ...event }) => [
    String(revision).padStart(5),
    utc(recordedAt),
    `${actor.role} ${actor.id}`,
    inOneSentence(event),
  ]);
  return { title, columns, rows };
}

/** What an event says: for a person, the sentence of the history; else its type and its fields. */
export function inOneSentence({ event, stream }: Pick<Event, 'event' | 'stream'>): string {
  if (stream.startsWith('case-')) return sentence(event as CaseEvent, stream);
  const { occurredAt, basis, ...rest } = event.data as {
    readonly occurredAt?: Parameters<typeof inWords>[0];
    readonly basis?: Parameters<typeof basisInWords>[0];
  };
  const when = occurredAt === undefined ? '' : ` ${inWords(occurredAt)}`;
  const said = inPlainWords(rest);
  return `${event.type}${when}${said === '' ? '' : `: ${said}`}${basis === undefined ? '' : basisInWords(basis, stream)}.`;
}

export const utc = (instant: Date): string => instant.toISOString().slice(0, 19).replace('T', ' ');
