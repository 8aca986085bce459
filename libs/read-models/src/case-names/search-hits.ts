import type { DataSource } from 'typeorm';
import type { CaseState } from '#libs/cases/src/state.js';
import type { StaffId } from '#libs/kernel/src/ids.js';
import type { CaseFacts } from '../case-file/case-file.entity.js';
import { matchInWords } from './match-in-words.js';
import type { Match, ScoredCase, SeenName } from './score-case.js';
import { standingOf, type NameStanding } from './standing-of.js';

type Listed = Pick<
  CaseFacts,
  'openedFor' | 'casework' | 'search' | 'captivity' | 'whereabouts' | 'fate' | 'remains'
> &
  Pick<CaseFacts, 'sex' | 'rank' | 'rankGroup' | 'listings'>;

/** A file that was found: the name that fits, what became of it, and why the file was found. */
export interface SearchHit {
  readonly id: string;
  readonly score: number | null;
  /** Null in a list, for somebody of whom no name is known. */
  readonly name: (Omit<SeenName, 'caseId' | 'revision'> & { readonly standing: NameStanding }) | null;
  readonly matches: readonly Match[];
  readonly sentence: string;
  readonly facts: Listed;
}

const NAMES = `
  SELECT case_id AS "caseId", revision, spelling, surname, given_names AS "givenNames", patronymic,
         service_number AS "serviceNumber", born
  FROM read.case_names_of($1, $2)`;
const CHANGES = 'SELECT case_id AS "caseId", revision, event FROM read.case_name_changes_of($1, $2)';
const FACTS = `
  SELECT case_id AS "caseId", opened_for AS "openedFor", casework, search, captivity, whereabouts, fate, remains, sex, rank,
         rank_group AS "rankGroup", listings
  FROM read.case_facts_of($1, $2)`;

/** The names of these cases that the viewer may see, oldest first. */
export async function seenNames(
  db: DataSource,
  viewer: StaffId,
  ids: readonly string[],
): Promise<Map<string, SeenName[]>> {
  return byCase(await db.query<SeenName[]>(NAMES, [viewer, ids]));
}

/** The hits of a page, in its order; one whose facts the viewer may no longer know is left out. */
export async function hitsOf(
  db: DataSource,
  viewer: StaffId,
  page: readonly ScoredCase[],
): Promise<SearchHit[]> {
  const ids = page.map(({ caseId }) => caseId);
  type Said = CaseState['said'][number] & { readonly caseId: string };
  const changes = byCase(await db.query<Said[]>(CHANGES, [viewer, ids]));
  const facts = byCase(await db.query<(Listed & { readonly caseId: string })[]>(FACTS, [viewer, ids]));
  return page.flatMap(({ caseId, score, shown, matches }): SearchHit[] => {
    const [told] = facts.get(caseId) ?? [];
    if (told === undefined) return [];
    const { caseId: id, ...listed } = told;
    if (shown === null) return [{ id, score, name: null, matches, sentence: NAMELESS, facts: listed }];
    const standing = standingOf(changes.get(caseId) ?? [], shown.revision);
    const { caseId: _, revision: __, ...name } = shown;
    const sentence = matchInWords(matches, standing);
    return [{ id, score, name: { ...name, standing }, matches, sentence, facts: listed }];
  });
}

const NAMELESS = 'Fits what was asked for; no name is known.';

function byCase<Row extends { readonly caseId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) found.set(row.caseId, [...(found.get(row.caseId) ?? []), row]);
  return found;
}
