import type { Caller } from '#libs/access/src/caller.js';
import { permittedIn } from '#libs/access/src/open-to.js';
import type { ExchangeState } from '#libs/agreements/src/exchange-state.js';
import type { NotPermitted } from '#libs/command-handling/src/command.js';
import type { CaseState } from '#libs/cases/src/state.js';
import { instant } from '#libs/kernel/src/instant.js';
import { isOpenedBy, type IntakeState } from '#libs/intakes/src/intake-state.js';
import { needsToKnow } from '#libs/policies/src/needs-to-know.js';
import type { Door, Noun } from './door-facts.js';

/**
 * Whose entries somebody may rest something on: those of every case that they may read at this moment. To name the case of a person
 * who was handed over is not to rest on it: see docs/access.md.
 */
export function citesFor(caller: Caller): (state: CaseState) => boolean {
  const now = instant(new Date());
  return ({ access }) => permittedIn(access, caller, 'read a case', now);
}

/** Who may change a stream, beside what the role allows: decided on the stream's own state, before If-Match and the rule. */
export function permitsFor(
  caller: Caller,
  noun: Noun,
  policy: Door['policy'],
): (state: unknown) => NotPermitted | null {
  switch (noun) {
    case 'exchange':
      return (state) => (needsToKnow(state as ExchangeState, caller.id) ? null : 'need-to-know');
    case 'intake':
      return (state) => (isOpenedBy(state as IntakeState, caller.id) ? null : 'opened-by-another');
    case 'case': {
      if (policy === 'public') return () => 'not-assigned';
      const now = instant(new Date());
      return (state) =>
        permittedIn((state as CaseState).access, caller, policy, now) ? null : 'not-assigned';
    }
    case 'agreement':
    case 'reception':
      return () => null;
  }
}
