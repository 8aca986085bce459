import type { AgreementEvent } from '#libs/agreements/src/agreement-events.js';
import type { ExchangeEvent } from '#libs/agreements/src/exchange-events.js';
import { exchanges } from '#libs/agreements/src/exchange-state.js';
import type { Basis } from '#libs/kernel/src/basis.js';
import type { ExchangeId } from '#libs/kernel/src/ids.js';
import type { CaseEvent } from '#libs/cases/src/case-events.js';
import type { IntakeEvent } from '#libs/intakes/src/intake-events.js';
import type { ReceptionEvent } from '#libs/remains/src/reception-events.js';

/** An entry of a stream, with the exchanges that it reveals. */
export interface Revealing {
  readonly revision: number;
  readonly exchanges: readonly ExchangeId[];
}

type AnyEvent = CaseEvent | AgreementEvent | ExchangeEvent | ReceptionEvent | IntakeEvent;

/**
 * The exchanges that an event reveals: the one that it names or rests on, those of each earlier entry of the same stream that it
 * changes or rests on, and those without which it would not have been recorded (`because`, as its metadata says: a file is
 * closed because the search ended, and a hidden return ended it). While one of them is embargoed the event is shown
 * only to those who need to know.
 */
export function exchangesOf(
  event: AnyEvent,
  stream: string,
  earlier: readonly Revealing[],
  because: readonly ExchangeId[],
): ExchangeId[] {
  const ofEntry = (revision: number): readonly ExchangeId[] =>
    earlier.find((entry) => entry.revision === revision)?.exchanges ?? [];
  const found = [
    ...because,
    ...named(event),
    ...inBasis('basis' in event.data ? event.data.basis : [], stream, ofEntry),
  ];
  if (event.type === 'StatementWithdrawn') found.push(...ofEntry(event.data.revision));
  if (event.type === 'StatementCorrected')
    found.push(...ofEntry(event.data.revision), ...exchangesOf(event.data.to, stream, earlier, []));
  return [...new Set(found)];
}

function named(event: AnyEvent): ExchangeId[] {
  if (event.type !== 'Negotiated' && event.type !== 'Returned') return [];
  return event.data.exchange === null ? [] : [event.data.exchange];
}

function inBasis(
  basis: Basis,
  ownStream: string,
  ofEntry: (revision: number) => readonly ExchangeId[],
): ExchangeId[] {
  const prefix = `${exchanges.prefix}-`;
  return basis.flatMap((reference) => {
    if (reference.kind !== 'event') return [];
    if (reference.stream.startsWith(prefix)) return [reference.stream.slice(prefix.length) as ExchangeId];
    return reference.stream === ownStream ? ofEntry(reference.revision) : [];
  });
}
