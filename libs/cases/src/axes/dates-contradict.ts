import { certainlyBefore } from '#libs/kernel/src/edtf/span.js';
import type { Entry } from '#libs/kernel/src/statements/standing.js';
import type { CaseStatement } from '../case-events.js';
import { statementsOn } from './axes-of.js';
import { beginsWithAnEnd, captivityAxis } from './captivity.axis.js';
import { notPermitted } from './in-order.js';

type Statements = readonly Entry<CaseStatement>[];

/**
 * True when the dates of these statements, each list in the order in which they can have happened, contradict each other in `after`
 * as they did not in `before`. What contradicts already, as after a withdrawal, stands in the way of nothing else.
 */
export function datesContradict(before: Statements, after: Statements): boolean {
  return (
    notPermitted(captivityAxis, after).length > notPermitted(captivityAxis, before).length ||
    endsBeforeAll(before, after) ||
    (caseworkContradicts(after) && !caseworkContradicts(before))
  );
}

/** A return or an escape from before all else that is known of the captivity that it should have ended. */
function endsBeforeAll(before: Statements, after: Statements): boolean {
  const told = statementsOn('captivity', after);
  return told.length > 1 && beginsWithAnEnd(told) && !beginsWithAnEnd(statementsOn('captivity', before));
}

/** A file reopened certainly before it was closed, or closed again certainly before it was reopened. */
function caseworkContradicts(statements: Statements): boolean {
  return statementsOn('casework', statements).some(({ event }, index, told) => {
    const before = told[index - 1]?.event.data.occurredAt;
    return before !== undefined && certainlyBefore(event.data.occurredAt, before);
  });
}
