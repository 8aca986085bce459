import type { Explanation } from '#libs/kernel/src/decision.js';
import { unfitRefusals } from '#libs/kernel/src/statements/unfit.js';
import { MANIFEST_LIMIT } from './exchange-state.js';

/** Every word with which the rules of an exchange refuse, and what it tells the caseworker. */
export const exchangeRefusals = {
  ...unfitRefusals,
  'no-such-exchange': {
    field: null,
    rule: 'An exchange is planned before anything else is recorded of it.',
    remedy: 'Plan the exchange first, or check its id.',
  },
  'exchange-already-planned': {
    field: null,
    rule: 'An exchange is planned once.',
    remedy: 'Plan another exchange, or check the id.',
  },
  'nobody-needs-to-know': {
    field: 'needToKnow',
    rule: 'An embargo names those who go on working with the exchange.',
    remedy: 'Give the id of at least one member of staff.',
  },
  'exchange-completed': {
    field: null,
    rule: 'A completed exchange takes no further handover and no embargo, and is completed once.',
    remedy: 'Check the id of the exchange.',
  },
  'empty-manifest': {
    field: 'manifest',
    rule: 'A handover is of people: each part of its manifest names at least one.',
    remedy: 'Give the case of each person who was handed over.',
  },
  'manifest-too-long': {
    field: 'manifest',
    rule: `One part of a manifest names at most ${MANIFEST_LIMIT} people.`,
    remedy: 'Confirm the handover in parts, each with its own part number.',
  },
  'already-on-manifest': {
    field: 'manifest',
    rule: 'A person is handed over once in an exchange.',
    remedy: 'Take out whoever stands twice, in this part or in one that was confirmed before.',
  },
  'other-agreement': {
    field: 'manifest',
    rule: 'A person is handed over under an agreement of this exchange, or outside of any.',
    remedy: 'Check the agreement of each person against those of the exchange.',
  },
  'part-already-confirmed': {
    field: 'part',
    rule: "A part of a handover's manifest is confirmed once.",
    remedy: 'Confirm the other people as another part, with the next number.',
  },
  'no-handover': {
    field: null,
    rule: 'An exchange is complete only after a handover.',
    remedy: 'Confirm the handover first.',
  },
  'dates-contradict': {
    field: 'occurredAt',
    rule: 'An exchange is complete after its handovers.',
    remedy: 'Check the date against the handovers; give it as uncertain if it is.',
  },
} as const satisfies Record<string, Explanation>;

export type ExchangeRefusal = keyof typeof exchangeRefusals;
