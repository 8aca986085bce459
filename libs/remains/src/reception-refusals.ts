import type { Explanation } from '#libs/kernel/src/decision.js';
import { unfitRefusals } from '#libs/kernel/src/statements/unfit.js';

/** Every word with which the rules of a reception refuse, and what it tells the caseworker. */
export const receptionRefusals = {
  ...unfitRefusals,
  'already-received': {
    field: null,
    rule: 'A reception of containers is recorded once.',
    remedy: 'Add a count to the reception that exists, or record another reception.',
  },
  'no-such-reception': {
    field: null,
    rule: 'Containers are counted once their reception is recorded.',
    remedy: 'Record the reception first, or check its id.',
  },
  'dates-contradict': {
    field: 'occurredAt',
    rule: 'Containers are counted on the day on which they were received, or later.',
    remedy: 'Check the date against that of the reception; give it as uncertain if it is.',
  },
} as const satisfies Record<string, Explanation>;

export type ReceptionRefusal = keyof typeof receptionRefusals;
