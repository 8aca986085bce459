import type { Ask } from '#libs/projections/src/ask.js';

/** Up to which event of the log a projection's tables were filled; null before the first. */
export interface LogRead {
  readonly projection: string;
  readonly eventId: string | null;
  readonly stopped: boolean;
}

export function logRead(ask: Ask, projections: readonly string[]): Promise<LogRead[]> {
  return ask<LogRead>(
    `SELECT projection, event_id AS "eventId", stopped FROM read.report_log WHERE projection = ANY ($1) ORDER BY projection`,
    [projections],
  );
}
