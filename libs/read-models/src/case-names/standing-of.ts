import type { CaseStatement } from '#libs/cases/src/case-events.js';
import type { CaseState } from '#libs/cases/src/state.js';
import { standing, withdrawnRevisions } from '#libs/kernel/src/statements/standing.js';

/** `earlier`: a later statement of who the person is stands beside it. */
export type NameStanding = 'current' | 'earlier' | 'corrected' | 'withdrawn';

/** What became of the name that was stated at a revision, by what a viewer may see of the case. */
export function standingOf(said: CaseState['said'], revision: number): NameStanding {
  const withdrawn = withdrawnRevisions<CaseStatement>(said);
  const event = said.find((entry) => entry.revision === revision)?.event;
  const statement = event?.type === 'StatementCorrected' ? event.data.revision : revision;
  if (withdrawn.has(revision) || withdrawn.has(statement)) return 'withdrawn';
  const identities = standing<CaseStatement>(said).filter(
    ({ event: { type } }) => type === 'IdentityRecorded',
  );
  const reading = identities.find((each) => each.revision === statement);
  if (reading === undefined || reading.because !== revision) return 'corrected';
  return reading === identities.at(-1) ? 'current' : 'earlier';
}
