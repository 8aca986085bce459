import { isDeepStrictEqual } from 'node:util';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import type { Speaker } from '#libs/kernel/src/speaker.js';
import type { Entry } from '#libs/kernel/src/statements/standing.js';
import { addedUp, type Sum } from '#libs/kernel/src/two-times/added-up.js';
import type { Dated } from '#libs/kernel/src/two-times/answer-at.js';
import { saidOnce } from '#libs/kernel/src/two-times/event-by-event.js';
import type { Asked } from '#libs/kernel/src/two-times/question.js';
import type { ContainersReceived } from './events/containers-received.event.js';
import type { ReceptionEvent } from './reception-events.js';

type Count = ContainersReceived['data']['counts'][number] & { readonly statedAt: Edtf };

/** A count replaces none. */
const countsSum: Sum<readonly Count[], readonly Count[]> = {
  start: [],
  step: (counts, more) => [...counts, ...more],
  same: isDeepStrictEqual,
};

/** The questions about a reception of which these entries are known, by name: what was received, and what each speaker counted. */
export function questionsOfReception(entries: readonly Entry<ReceptionEvent>[]): ReadonlyMap<string, Asked> {
  const received = entries.flatMap(receivedIn);
  const speakers = new Set(entries.flatMap(({ event }) => countsIn(event).map(({ speaker }) => speaker)));
  return new Map([
    ...(received.length === 0 ? [] : [['received', saidOnce(received)] as const]),
    ...[...speakers].map(
      (speaker) => [`counts by ${speaker}`, addedUp(countsSum, countedBy(speaker, entries))] as const,
    ),
  ]);
}

/** Without its counts, which are questions of their own. */
function receivedIn({ revision, event }: Entry<ReceptionEvent>): Dated<{ type: string; data: object }>[] {
  if (event.type !== 'ContainersReceived') return [];
  const { counts: _, ...data } = event.data;
  return [{ revision, occurredAt: data.occurredAt, event: { type: event.type, data } }];
}

function countedBy(speaker: Speaker, entries: readonly Entry<ReceptionEvent>[]): Dated<readonly Count[]>[] {
  return entries
    .map(({ revision, event }) => ({
      revision,
      occurredAt: event.data.occurredAt,
      event: countsIn(event).filter((count) => count.speaker === speaker),
    }))
    .filter(({ event }) => event.length > 0);
}

function countsIn({ type, data }: ReceptionEvent): Count[] {
  switch (type) {
    case 'ContainersReceived':
      return data.counts.map((count) => ({ ...count, statedAt: data.occurredAt }));
    case 'ContainersCounted': {
      const { occurredAt: statedAt, ...count } = data;
      return [{ ...count, statedAt }];
    }
  }
}
