import { caseEventDefinitions, type CaseEvent } from '#libs/cases/src/case-events.js';
import { contradictions } from '#libs/cases/src/contradictions.js';
import { questionsOfCase } from '#libs/cases/src/questions-of-case.js';
import { cases } from '#libs/cases/src/state.js';
import type { Entry } from '#libs/kernel/src/statements/standing.js';
import type { Asked } from '#libs/kernel/src/two-times/question.js';
import { eventByEvent } from '#libs/kernel/src/two-times/event-by-event.js';
import { dated, type Told } from './told.js';

const TYPES: ReadonlySet<string> = new Set(caseEventDefinitions.map(({ type }) => type));

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

function isOfCase(entry: Told[number]): entry is Told[number] & Entry<CaseEvent> {
  return TYPES.has(entry.event.type);
}
