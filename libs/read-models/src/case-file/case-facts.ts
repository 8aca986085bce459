import { statementsOn } from '#libs/cases/src/axes/axes-of.js';
import { ranksGiven } from '#libs/cases/src/axes/rank.axis.js';
import { caseFile } from '#libs/cases/src/case-file.js';
import { rankGroupOf } from '#libs/cases/src/ranks.js';
import { cases, statementsThatStand } from '#libs/cases/src/state.js';
import { spanOf } from '#libs/kernel/src/edtf/span.js';
import type { Personal } from '#libs/kernel/src/personal.js';
import type { CaseFacts } from './case-file.entity.js';
import type { CaseEntry } from './case-file.entity.js';
import { waitingSince } from './waiting-since.js';

/**
 * What lists and figures ask of a case, told by these entries alone, by the plain fold that rules decide by. Null where they do not
 * hold that the case was opened. What was erased reads as not known.
 */
export function caseFacts(entries: readonly CaseEntry[]): CaseFacts | null {
  const state = entries.reduce(
    (folded, { event, revision }) => cases.fold(folded, event, revision),
    cases.empty,
  );
  if (state.opened === null) return null;
  const statements = statementsThatStand(state);
  const file = caseFile(statements);
  const identity = file.identity.value;
  const rank = valueOf(file.rank.value);
  const born = valueOf(identity?.born ?? null);
  const whereabouts = file.whereabouts.value.phase;
  const homecoming = statements.findLast(({ event }) => event.type === 'Returned')?.event.data.occurredAt;
  return {
    openedFor: state.opened.data.openedFor,
    casework: file.casework.value.phase,
    search: file.search.value,
    captivity: file.captivity.value.phase,
    whereabouts,
    fate: file.fate.value.phase,
    remains: file.remains.value,
    sex: valueOf(identity?.sex ?? null),
    rank,
    rankGroup: rank === null ? null : rankGroupOf(rank),
    ranks: ranksGiven(statementsOn('rank', statements)).flatMap(({ event: { data } }) => {
      const given = valueOf(data.rank);
      return given === null ? [] : [{ group: rankGroupOf(given), ...spanOf(data.occurredAt) }];
    }),
    born: born === null ? null : { date: born, ...spanOf(born) },
    ...waitingSince(statements),
    listings: file.listings.map(({ agreement, listing: { value } }) => ({
      agreement,
      category: value.category,
      listing: value.phase,
    })),
    returnedOn: whereabouts === 'returned' && homecoming ? spanOf(homecoming).earliest : null,
  };
}

function valueOf<T>(personal: Personal<T> | null): T | null {
  return personal?.kind === 'known' ? personal.value : null;
}
