import type { Entry } from '#libs/kernel/src/statements/standing.js';
import type { Asked } from '#libs/kernel/src/two-times/question.js';
import type { CaseEvent } from './case-events.js';
import { caseQuestions } from './case-file.js';
import { cases, statementsThatStand } from './state.js';

/** The questions about a person of whose case these entries are known, by name; none before the case was opened. */
export function questionsOfCase(entries: readonly Entry<CaseEvent>[]): ReadonlyMap<string, Asked> {
  const state = entries.reduce(
    (folded, { event, revision }) => cases.fold(folded, event, revision),
    cases.empty,
  );
  return state.opened === null ? new Map() : caseQuestions(statementsThatStand(state));
}
