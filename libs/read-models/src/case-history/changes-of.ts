import type { CaseStatement } from '#libs/cases/src/case-events.js';
import { cases } from '#libs/cases/src/state.js';
import { withdrawnRevisions } from '#libs/kernel/src/statements/standing.js';
import type { CaseEntry } from '../case-file/case-file.entity.js';

interface Changes {
  readonly withdrawnBy: number | null;
  readonly correctedBy: number | null;
}

/** For each revision: the withdrawal and the last correction of it that stand, among the entries given. */
export function changesOf(entries: readonly CaseEntry[]): (revision: number) => Changes {
  const { said } = entries.reduce(
    (state, entry) => cases.fold(state, entry.event, entry.revision),
    cases.empty,
  );
  const withdrawn = withdrawnRevisions<CaseStatement>(said);
  const corrected = new Map<number, number>();
  for (const { revision, event } of said) {
    if (event.type === 'StatementCorrected' && !withdrawn.has(revision))
      corrected.set(event.data.revision, revision);
  }
  return (revision) => ({
    withdrawnBy: withdrawn.get(revision) ?? null,
    correctedBy: corrected.get(revision) ?? null,
  });
}
