import type { StopReport } from '../stop-report.js';

export type RebuildState = 'created' | 'replaying' | 'catching up' | 'ready' | 'live';

/** How far a rebuild has come. */
export interface RebuildProgress {
  readonly state: RebuildState;
  readonly version: number;
  readonly events: number;
  readonly position: string | null;
  /** Where the log ended, as far as known, when it was looked at last. */
  readonly goal: string | null;
  /** Why it stands still; null while it runs. */
  readonly stopped: StopReport | null;
  /** Rows that were not the same in the tables that it replaced, by table; null if they were not compared. */
  readonly differences: Readonly<Record<string, number>> | null;
}

/** The same, with the pace, which only the process at work knows. */
export interface RebuildStatus extends RebuildProgress {
  readonly eventsPerSecond: number | null;
  readonly secondsLeft: number | null;
}

/** `since`: what it was when this process began, and how many seconds ago that was. */
export function statusOf(
  { state, version, events, position, goal, stopped, differences }: RebuildProgress,
  since: {
    readonly events: number;
    readonly position: string | null;
    readonly seconds: number;
  } | null = null,
): RebuildStatus {
  const progress = { state, version, events, position, goal, stopped, differences };
  if (since === null || since.seconds <= 0) return { ...progress, eventsPerSecond: null, secondsLeft: null };
  const passed = Number(BigInt(position ?? 0) - BigInt(since.position ?? 0));
  const left = goal === null ? null : Math.max(0, Number(BigInt(goal) - BigInt(position ?? 0)));
  return {
    ...progress,
    eventsPerSecond: Math.round((events - since.events) / since.seconds),
    secondsLeft: left === null || passed <= 0 ? null : Math.ceil((left / passed) * since.seconds),
  };
}
