import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import { certainlyBefore } from '#libs/kernel/src/edtf/span.js';
import type { Entry } from '#libs/kernel/src/statements/standing.js';
import type { CaseStatement } from '../case-events.js';
import { statementsOn } from './axes-of.js';

type Statements = readonly Entry<CaseStatement>[];

/** True when the dates of the statements cannot all hold in the order in which they were recorded. */
export function datesContradict(statements: Statements): boolean {
  return captivityContradicts(statements) || reportsContradict(statements) || caseworkContradicts(statements);
}

/**
 * Anything of an episode certainly before its capture, its end certainly before anything of it, or anything certainly
 * before the return or the escape that ended the episode before.
 */
function captivityContradicts(statements: Statements): boolean {
  let ended: Edtf[] = [];
  let captured: Edtf[] = [];
  let within: Edtf[] = [];
  for (const { event } of statementsOn('captivity', statements)) {
    const date = event.data.occurredAt;
    const isBefore = (others: Edtf[]) => others.some((other) => certainlyBefore(date, other));
    if (isBefore(ended)) return true;
    switch (event.type) {
      case 'Captured':
        if (within.some((other) => certainlyBefore(other, date))) return true;
        captured = [date];
        break;
      case 'CaptivityConfirmed':
      case 'Transferred':
      case 'HospitalAdmitted':
        if (isBefore(captured)) return true;
        within = [...within, date];
        break;
      case 'Escaped':
      case 'Returned':
        if (isBefore(captured) || isBefore(within)) return true;
        [ended, captured, within] = [[date], [], []];
        break;
    }
  }
  return false;
}

/** A report that somebody is missing, recorded after a return and certainly from before it. */
function reportsContradict(statements: Statements): boolean {
  const returns: Edtf[] = [];
  for (const { event } of statementsOn('search', statements)) {
    const date = event.data.occurredAt;
    if (event.type === 'Returned') returns.push(date);
    if (event.type === 'ReportedMissing' && returns.some((other) => certainlyBefore(date, other)))
      return true;
  }
  return false;
}

/** A file reopened certainly before it was closed, or closed again certainly before it was reopened. */
function caseworkContradicts(statements: Statements): boolean {
  return statementsOn('casework', statements).some(({ event }, index, told) => {
    const before = told[index - 1]?.event.data.occurredAt;
    return before !== undefined && certainlyBefore(event.data.occurredAt, before);
  });
}
