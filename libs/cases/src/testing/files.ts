import { stateAfter } from '#libs/kernel/src/testing/given.js';
import { caseFile, type CaseFile } from '../case-file.js';
import { contradictions } from '../contradictions.js';
import type { CaseEvent, CaseStatement } from '../case-events.js';
import { cases, statementsThatStand } from '../state.js';
import { opened } from './sayings.js';
import type { Standing } from '#libs/kernel/src/statements/standing.js';

/** What stands in an open case in which these events were recorded, from revision 1 on. */
export const standing = (...events: CaseEvent[]): Standing<CaseStatement>[] =>
  statementsThatStand(stateAfter(cases, [opened(), ...events]));

/** The file of such a case, and what contradicts itself in it. */
export const contradictionsOf = (...events: CaseEvent[]): readonly string[] =>
  contradictions(stateAfter(cases, [opened(), ...events]));

export const fileOf = (...events: CaseEvent[]): CaseFile => caseFile(standing(...events));
