import type { StopReport } from '#libs/projections/src/stop-report.js';

/** What a reaction is doing, for the health page and for metrics; kept up by the runner. */
export interface ReactionStatus {
  position: string | null;
  /** Why it stands still; null while it runs. */
  stopped: StopReport | null;
  /** Events that an operator had it pass over. */
  skipped: readonly string[];
  /**
   * Causes of which this process saw a consequence declined. Causes are counted, not consequences: how many people stood on a
   * manifest may be under an embargo.
   */
  declinedCauses: number;
}

/** By the name of the reaction. */
export type ReactionsStatus = Record<string, ReactionStatus>;

export const notReacting = (): ReactionStatus => ({
  position: null,
  stopped: null,
  skipped: [],
  declinedCauses: 0,
});
