import { caseEventDefinitions, type CaseEvent } from '#libs/cases/src/case-events.js';
import { contradictions } from '#libs/cases/src/contradictions.js';
import { questionsOfCase } from '#libs/cases/src/questions-of-case.js';
import { cases } from '#libs/cases/src/state.js';
import type { Asked } from '#libs/kernel/src/two-times/question.js';
import { eventByEvent } from '#libs/kernel/src/two-times/event-by-event.js';
import { among, dated, type Told } from './told.js';

const isOfCase = among<CaseEvent>(caseEventDefinitions);

/** A person: every axis of the file; and what no axis speaks of, event by event. */
export function questionsOfPerson(told: Told): ReadonlyMap<string, Asked> {
  const axes = questionsOfCase(told.filter(isOfCase));
  const spokenOf = new Set([...axes.values()].flatMap((asked) => asked.told));
  return new Map([...axes, ...eventByEvent(dated(told).filter(({ revision }) => !spokenOf.has(revision)))]);
}

export function contradictionsIn(told: Told): readonly string[] {
  return contradictions(
    told
      .filter(isOfCase)
      .reduce((state, { event, revision }) => cases.fold(state, event, revision), cases.empty),
  );
}
