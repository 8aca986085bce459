import type { CaseEvent } from '#libs/cases/src/case-events.js';
import { caseFile, caseFileAt, type CaseFile } from '#libs/cases/src/case-file.js';
import { contradictions } from '#libs/cases/src/contradictions.js';
import { cases, statementsThatStand } from '#libs/cases/src/state.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { CaseId } from '#libs/kernel/src/ids.js';
import { streamName } from '#libs/kernel/src/stream.js';
import { replay, type ReplayParts } from './replay.js';

export type CaseAsOf =
  | { readonly form: 'held'; readonly file: CaseFile; readonly contradictions: readonly string[] }
  | { readonly form: 'answer'; readonly file: CaseFile<'answer'> };

/**
 * A person's file as known at an instant (as of now if null) and, if a day is given, what was so at the end of that
 * day. Null if no such case was known by then.
 */
export async function caseAsOf(
  parts: ReplayParts,
  id: CaseId,
  { validAt, knownAt }: { readonly validAt: CivilDay | null; readonly knownAt: Date | null },
): Promise<CaseAsOf | null> {
  let state = cases.empty;
  for await (const { event, revision } of replay(parts, streamName(cases, id), knownAt)) {
    state = cases.fold(state, event as CaseEvent, revision);
  }
  if (state.opened === null) return null;
  const statements = statementsThatStand(state);
  if (validAt !== null) return { form: 'answer', file: caseFileAt(statements, validAt) };
  return { form: 'held', file: caseFile(statements), contradictions: contradictions(state) };
}
