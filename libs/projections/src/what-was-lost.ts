import { EventStoreError } from '#libs/event-store/src/event-store.js';
import { refusalOf } from './poison.js';
import { inSafeWords } from './stop-report.js';

const UNDEFINED_TABLE = '42P01';

/** Why projections or rebuilds were interrupted, in a sentence for the operator. */
export function whatWasLost(error: unknown): string {
  if (error instanceof EventStoreError) return error.message;
  const refusal = refusalOf(error);
  if (refusal?.code === UNDEFINED_TABLE)
    return 'The database lacks the tables of the projections: run the migrations (apps/projector, migrate) on DATABASE_URL.';
  if (refusal !== null || !(error instanceof Error)) return inSafeWords(error);
  return error.message || String((error as NodeJS.ErrnoException).code);
}
