/** Where and why a projection stopped. Never a value from an event: this reaches logs and the health page. */
export interface StopReport {
  /** ISO 8601, in UTC. */
  readonly at: string;
  readonly error: string;
  readonly remedy: string;
  /** The event at which it stopped, if it was one. */
  readonly event: {
    readonly id: string;
    readonly stream: string;
    readonly revision: number;
    readonly position: string;
    readonly type: string;
  } | null;
}
