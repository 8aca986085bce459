import type { StopReport } from './stop-report.js';

export interface ProjectionStatus {
  readonly position: string | null;
  /** True once everything that has arrived from the log is in its tables. */
  readonly caughtUp: boolean;
  readonly stopped: StopReport | null;
}

/** What the runner is doing, for the health page. */
export interface RunnerStatus {
  /** `waiting`: for the databases; `standby`: behind another projector, whose place it takes when that one ends. */
  phase: 'waiting' | 'standby' | 'following';
  projections: Record<string, ProjectionStatus>;
}

/** Of a runner that has not begun. */
export function notBegun(): RunnerStatus {
  return { phase: 'waiting', projections: {} };
}
