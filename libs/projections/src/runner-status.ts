import type { RebuildStatus } from './rebuild/rebuild-status.js';
import type { EventPlace, StopReport } from './stop-report.js';

export interface ProjectionStatus {
  readonly position: string | null;
  /** True once everything that has arrived from the log is in its tables. */
  readonly caughtUp: boolean;
  readonly stopped: StopReport | null;
  /** Its tables are as an earlier version left them, until a rebuild is done: see `rebuilds`. */
  readonly awaitsRebuild: boolean;
  /** Events that its rows lack because an operator had them skipped. */
  readonly skipped: readonly EventPlace[];
}

/** What the runner is doing, for the health page. */
export interface RunnerStatus {
  /** `waiting`: for the databases; `standby`: it holds no projection, and takes the place of those who do when they end. */
  phase: 'waiting' | 'standby' | 'following';
  /** Why the event store is not there; null while it answers. */
  eventStoreLost: string | null;
  /** Those that it holds. */
  projections: Record<string, ProjectionStatus>;
  /** The projections that another process holds. */
  standby: readonly string[];
  rebuilds: Record<string, RebuildStatus>;
}

/** Of a runner that has not begun. */
export function notBegun(): RunnerStatus {
  return { phase: 'waiting', eventStoreLost: null, projections: {}, standby: [], rebuilds: {} };
}
