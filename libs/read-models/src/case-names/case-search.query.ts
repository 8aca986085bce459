import { Query, QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { readsEveryCase } from '#libs/access/src/policies.js';
import type { Viewer } from '#libs/access/src/viewer.js';
import { keysAsked } from '#libs/policies/src/names/name-keys.js';
import { serviceNumberKeys } from '#libs/policies/src/names/service-numbers.js';
import { scorer, type ScoredCase } from './score-case.js';
import { bornAsked, factsAsked, type SearchAsk } from './search-ask.js';
import { hitsOf, seenNames, type SearchHit } from './search-hits.js';
import { ukrainianSpellings, type UkrainianSpellings } from './ukrainian-spellings.js';

export const SEARCH_LIMIT = 100;
/** So many of the files that fit roughly are compared one by one. */
const COMPARED = 1_000;

/** The last hit of a page: the next one goes on behind it, whatever was recorded meanwhile. */
export interface SearchPlace {
  readonly score: number;
  readonly caseId: string;
}

export interface SearchPage {
  readonly hits: readonly SearchHit[];
  readonly next: SearchPlace | null;
  /** Whether each file that fits roughly was compared: else some that fit may be on no page. */
  readonly complete: boolean;
  readonly candidates: readonly UkrainianSpellings[];
}

/**
 * The files that are open to `viewer` and fit what is asked, by what that viewer may know of them: those that fit best first, and those
 * that fit alike in the order of their ids. A search by facts or a date of birth alone is a list, in the order of the ids.
 */
export class CaseSearchQuery extends Query<SearchPage> {
  readonly limit: number;

  constructor(
    readonly ask: SearchAsk,
    readonly viewer: Viewer,
    readonly after: SearchPlace | null = null,
    limit = SEARCH_LIMIT,
  ) {
    super();
    this.limit = Math.min(limit, SEARCH_LIMIT);
  }
}

/** Those behind the page before, in their order. */
interface Found {
  readonly fitting: readonly ScoredCase[];
  readonly complete: boolean;
}

const NAMED = 'SELECT case_id AS "caseId" FROM read.cases_named($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)';
const LISTED = 'SELECT case_id AS "caseId" FROM read.cases_listed($1, $2, $3, $4, $5, $6, $7)';

@QueryHandler(CaseSearchQuery)
export class CaseSearchHandler implements IQueryHandler<CaseSearchQuery> {
  constructor(private readonly db: DataSource) {}

  async execute(query: CaseSearchQuery): Promise<SearchPage> {
    const { ask, viewer, limit } = query;
    const isRanked = ask.name !== null || ask.serviceNumber !== null;
    const { fitting, complete } = isRanked ? await this.#ranked(query) : await this.#listed(query);
    const page = fitting.slice(0, limit);
    const last = fitting.length > limit ? page.at(-1) : undefined;
    return {
      hits: await hitsOf(this.db, viewer.id, page),
      next: last === undefined ? null : { score: last.score ?? 0, caseId: last.caseId },
      complete,
      candidates: ukrainianSpellings(ask.name),
    };
  }

  async #ranked({ ask, viewer, after }: CaseSearchQuery): Promise<Found> {
    const numbers = ask.serviceNumber === null ? null : serviceNumberKeys(ask.serviceNumber);
    const byName = ask.name === null ? { keys: [], sought: [], sound: '' } : keysAsked(ask.name);
    const found = await this.db.query<{ caseId: string }[]>(NAMED, [
      ...reachOf(viewer),
      [...byName.keys, ...(numbers ?? [])],
      ask.name === null ? numbers : byName.sought,
      byName.sound,
      numbers,
      ...factsIn(ask),
      COMPARED,
    ]);
    const scored = await this.#scored(ask, viewer, found);
    const ordered = scored.sort((a, b) => inOrder(placeOf(a), placeOf(b)));
    const fitting = after === null ? ordered : ordered.filter((each) => inOrder(after, placeOf(each)) < 0);
    return { fitting, complete: found.length < COMPARED };
  }

  async #listed({ ask, viewer, after, limit }: CaseSearchQuery): Promise<Found> {
    const beyond = after?.caseId ?? null;
    const found = await this.db.query<{ caseId: string }[]>(LISTED, [
      ...reachOf(viewer),
      ...factsIn(ask),
      beyond,
      limit + 1,
    ]);
    const fitting = (await this.#scored(ask, viewer, found)).map((each) => ({ ...each, score: null }));
    return { fitting, complete: true };
  }

  /** In the order in which they were found. Who has no name that the viewer may see is in lists alone. */
  async #scored(ask: SearchAsk, viewer: Viewer, found: readonly { caseId: string }[]): Promise<ScoredCase[]> {
    const ids = found.map(({ caseId }) => caseId);
    const names = await seenNames(this.db, viewer.id, ids);
    const score = scorer(ask);
    return ids.flatMap((caseId) => score(caseId, names.get(caseId) ?? []) ?? []);
  }
}

const reachOf = ({ id, office, role }: Viewer) => [id, office, readsEveryCase(role)];

const factsIn = ({ born, facts }: SearchAsk) => [
  born === null ? null : bornAsked(born),
  facts === null ? null : JSON.stringify(factsAsked(facts)),
];

const placeOf = ({ score, caseId }: ScoredCase): SearchPlace => ({ score: score ?? 0, caseId });

/** The best first; ids compare as texts, as PostgreSQL compares them. */
function inOrder(a: SearchPlace, b: SearchPlace): number {
  if (a.score !== b.score) return b.score - a.score;
  return a.caseId === b.caseId ? 0 : a.caseId < b.caseId ? -1 : 1;
}
