import type { StatementCorrected } from './statement-corrected.event.js';
import type { StatementWithdrawn } from './statement-withdrawn.event.js';

/** One event of a stream with its place in it. */
export interface Entry<Event> {
  readonly revision: number;
  readonly event: Event;
}

type Change<Statement> = StatementWithdrawn | StatementCorrected<Statement>;

/** A statement that stands, as it reads now; `because` is the revision that gave it this reading. */
export interface Standing<Statement> extends Entry<Statement> {
  readonly because: number;
}

function isChange<S extends { type: string }>(event: S | Change<S>): event is Change<S> {
  return event.type === 'StatementWithdrawn' || event.type === 'StatementCorrected';
}

/** The revisions that a withdrawal took back. A withdrawal that was itself withdrawn takes nothing back. */
export function withdrawnRevisions<S extends { type: string }>(
  entries: readonly Entry<S | Change<S>>[],
): ReadonlyMap<number, number> {
  const withdrawn = new Map<number, number>();
  for (const { revision, event } of entries.toReversed()) {
    if (event.type !== 'StatementWithdrawn' || withdrawn.has(revision)) continue;
    withdrawn.set((event as StatementWithdrawn).data.revision, revision);
  }
  return withdrawn;
}

/**
 * The statements that stand, in recorded order, each as last corrected: less those withdrawn, and without
 * corrections that were withdrawn. So `withdraw(e)` answers every question as if e had never been said. A correction is of the
 * statement of its own type: an event that was split has several statements at one revision.
 */
export function standing<S extends { type: string }>(
  entries: readonly Entry<S | Change<S>>[],
): Standing<S>[] {
  const withdrawn = withdrawnRevisions(entries);
  const readings: Standing<S>[] = [];
  for (const { revision, event } of entries) {
    if (withdrawn.has(revision)) continue;
    if (!isChange(event)) {
      readings.push({ revision, event, because: revision });
    } else if (event.type === 'StatementCorrected') {
      const { revision: target, to } = event.data;
      const at = readings.findIndex(
        (reading) => reading.revision === target && reading.event.type === to.type,
      );
      if (at >= 0) readings[at] = { revision: target, event: to, because: revision };
    }
  }
  return readings;
}
