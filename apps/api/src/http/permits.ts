import type { Caller } from '#libs/access/src/caller.js';
import type { ExchangeState } from '#libs/agreements/src/exchange-state.js';
import type { NotPermitted } from '#libs/command-handling/src/command.js';
import { needsToKnow } from '#libs/policies/src/needs-to-know.js';
import type { Noun } from './door-facts.js';

/** Who may change a stream, beside what the role allows: decided on the stream's own state, before If-Match and the rule. */
export function permitsFor(caller: Caller, noun: Noun): (state: unknown) => NotPermitted | null {
  switch (noun) {
    case 'exchange':
      return (state) => (needsToKnow(state as ExchangeState, caller.id) ? null : 'need-to-know');
    case 'case':
    case 'agreement':
    case 'reception':
      return () => null;
  }
}
