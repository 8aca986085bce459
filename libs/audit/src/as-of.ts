import type { Fact } from '#libs/kernel/src/two-times/question.js';
import type { When } from '#libs/kernel/src/two-times/when.js';
import { replay, type ReplayParts } from './replay.js';
import { contradictionsIn } from './subjects/case-subject.js';
import { questionsOf, type Subject } from './subjects/subject.js';
import type { Told } from './subjects/told.js';

export interface AsOf extends When {
  readonly subject: string;
  readonly facts: readonly { readonly question: string; readonly fact: Fact }[];
  /** What stands and cannot all be so; none of a day. */
  readonly contradictions: readonly string[];
}

/** What is known of a subject, as known at an instant and valid at a day. Null if nothing was known of it by then. */
export async function asOf(parts: ReplayParts, subject: Subject, when: When): Promise<AsOf | null> {
  const told = await replay(parts, subject.stream, when.knownAt);
  return told.length === 0 ? null : asTold(subject, told, when);
}

/** The same of events that were read before. */
export function asTold(subject: Subject, told: Told, when: When): AsOf {
  const { validAt } = when;
  const facts = [...questionsOf(subject)(told)].map(([question, asked]) => ({
    question,
    fact: asked.fact(validAt === null ? null : () => validAt),
  }));
  const contradictions = validAt === null && subject.kind === 'case' ? contradictionsIn(told) : [];
  return { subject: subject.stream, ...when, facts, contradictions };
}
