import {
  EventStoreError,
  EventStoreUnavailable,
  type StoredEvent,
} from '#libs/event-store/src/event-store.js';
import { inSafeWords, stopReport, type StopReport } from '#libs/projections/src/stop-report.js';

const REMEDY =
  'Nothing after this event leads to anything until then. Read what the event holds with the auditor, mend the software, and start ' +
  'the projector again. If only something outside was missing: projector retry. If it must go on without: projector skip.';

/** The store did not say in time what became of a consequence: the same again finds out. */
export class NotAnswered extends Error {
  override readonly name = 'NotAnswered';
}

/** A cause names something that was never recorded. The message holds ids and field names alone. */
export class NamesNothing extends Error {
  override readonly name = 'NamesNothing';
}

/** A cause that cannot be dealt with: the same again would fail the same way. */
export class CauseStands extends Error {
  override readonly name = 'CauseStands';

  private constructor(readonly report: StopReport) {
    super(report.error);
  }

  /** What to throw for what went wrong with a cause: the error itself if a repeat may mend it. */
  static unlessPassing(error: unknown, cause: StoredEvent): unknown {
    if (error instanceof EventStoreUnavailable || error instanceof NotAnswered) return error;
    const isSafe = error instanceof EventStoreError || error instanceof NamesNothing;
    return new CauseStands(stopReport(isSafe ? error.message : inSafeWords(error), REMEDY, cause));
  }
}
