import type { CaseEvent } from '#libs/cases/src/case-events.js';
import { exchanges } from '#libs/agreements/src/exchange-state.js';
import type { Basis } from '#libs/kernel/src/basis.js';
import type { ExchangeId } from '#libs/kernel/src/ids.js';
import type { CaseEntry } from './case-file.entity.js';

/**
 * The exchanges that an event of a case reveals: the one that it names or rests on, and those of each earlier entry of the
 * same case that it changes or rests on.
 */
export function exchangesOf(
  event: CaseEvent,
  stream: string,
  earlier: readonly Pick<CaseEntry, 'revision' | 'exchanges'>[],
): ExchangeId[] {
  const ofEntry = (revision: number): readonly ExchangeId[] =>
    earlier.find((entry) => entry.revision === revision)?.exchanges ?? [];
  const found = [...named(event), ...inBasis(event.data.basis, stream, ofEntry)];
  if (event.type === 'StatementWithdrawn') found.push(...ofEntry(event.data.revision));
  if (event.type === 'StatementCorrected')
    found.push(...ofEntry(event.data.revision), ...exchangesOf(event.data.to, stream, earlier));
  return [...new Set(found)];
}

function named(event: CaseEvent): ExchangeId[] {
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
