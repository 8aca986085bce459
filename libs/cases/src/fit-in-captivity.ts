import { statementsOn } from './axes/axes-of.js';
import { captivityPhase } from './axes/captivity-phase.js';
import { datesContradict } from './axes/dates-contradict.js';
import type { CaseStatement } from './case-events.js';
import { statementsWith } from './rules.js';
import { statementsThatStand, type CaseState } from './state.js';

export type MisfitInCaptivity = 'already-returned' | 'has-escaped' | 'dates-contradict';

/**
 * Why what is said of somebody held cannot be so, or null. What a returnee tells of the captivity that ended fits as long as its date
 * does; what lies after the end is of no captivity that is known.
 */
export function misfitInCaptivity(state: CaseState, statement: CaseStatement): MisfitInCaptivity | null {
  const stand = statementsThatStand(state);
  const after = statementsWith(state, statement);
  if (!datesContradict(stand, after)) return null;
  const isLast = statementsOn('captivity', after).at(-1)?.event === statement;
  const phase = captivityPhase(stand);
  if (isLast && phase === 'released') return 'already-returned';
  return isLast && phase === 'escaped' ? 'has-escaped' : 'dates-contradict';
}
