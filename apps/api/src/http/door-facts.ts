import type { Policy } from '#libs/access/src/policies.js';
import type { Explanation } from '#libs/kernel/src/decision.js';

export type Noun = 'case' | 'agreement' | 'exchange' | 'reception' | 'intake';

/** What a route says of itself; the gate, the call and the answer all read it. */
export interface Door {
  readonly policy: Policy | 'public';
  readonly command?: {
    readonly noun: Noun;
    readonly creates: boolean;
    /** Done by somebody who has not seen what is changed: without If-Match. */
    readonly unseen?: true;
    readonly refusals: Readonly<Record<string, Explanation>>;
  };
  readonly takesQuery?: boolean;
  /** Its body is lines (application/x-ndjson), read while they are answered. */
  readonly takesLines?: true;
}
