import { captivityAxis } from './axes/captivity.axis.js';
import { heldAfterDeath, notPermitted } from './axes/in-order.js';
import { caseFile } from './case-file.js';
import { statementsThatStand, withdrawnFrom, type CaseState } from './state.js';

/**
 * What cannot both be so, and somebody must look at. It is shown, and never blocks the return of a living person. `handover-declined`: a
 * confirmed handover names the person, and the rule refused the return; it is dealt with by a return that names the
 * same exchange, or by withdrawing what was declined.
 */
export function contradictions(state: CaseState): readonly string[] {
  const statements = statementsThatStand(state);
  const { whereabouts, remains, casework, search } = caseFile(statements);
  const hasReturned = whereabouts.value.phase === 'returned';
  const isClosed = casework.value.phase === 'closed';
  const found = {
    'returned-alive-and-remains-repatriated': hasReturned && remains.value === 'repatriated',
    'captivity-contradicts-itself': notPermitted(captivityAxis, statements).length > 0,
    'held-after-remains-repatriated': heldAfterDeath(statements).length > 0,
    'returned-after-the-case-was-closed':
      hasReturned && isClosed && (casework.because ?? 0) < (whereabouts.because ?? 0),
    'closed-as-search-ended-and-search-open':
      casework.value.reason === 'search-ended' && search.value !== 'closed',
    'handover-declined': hasDeclinedHandover(state),
  };
  return Object.entries(found).flatMap(([word, isSo]) => (isSo ? [word] : []));
}

function hasDeclinedHandover(state: CaseState): boolean {
  const withdrawn = withdrawnFrom(state);
  const returnedIn = statementsThatStand(state).flatMap(({ event }) =>
    event.type === 'Returned' ? [`exchange-${event.data.exchange}`] : [],
  );
  return state.declined.some(
    ({ revision, event: { data } }) =>
      data.refusal !== 'nothing-new' &&
      !withdrawn.has(revision) &&
      !data.basis.some((cause) => cause.kind === 'event' && returnedIn.includes(cause.stream)),
  );
}
