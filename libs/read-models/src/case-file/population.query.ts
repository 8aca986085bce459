import { Query, QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { readsEveryCase } from '#libs/access/src/policies.js';
import type { Viewer } from '#libs/access/src/viewer.js';
import { isInRow, personRow, type PersonRow } from '#libs/cases/src/person-row.js';
import { questionsOfCase } from '#libs/cases/src/questions-of-case.js';
import type { CaseId } from '#libs/kernel/src/ids.js';
import type { When } from '#libs/kernel/src/two-times/when.js';
import { CaseNotOpen } from '../case-access/case-not-open.js';
import type { CaseEntry } from './case-file.entity.js';

/** So many cases are read, and folded, at once. */
const BATCH = 100;

/**
 * Where everybody stands as `viewer` may see it, valid at a day, as known at an instant; in the order of the cases' ids, after one of
 * them, in batches that are read when they are asked for. All batches tell of the same events: those that the table had when the first was
 * asked for. Whether an embargo hides one is decided when its batch is read. Throws CaseNotOpen for a viewer to whom not every case is
 * open.
 */
export class PopulationQuery extends Query<AsyncGenerator<readonly PersonRow[], void>> {
  constructor(
    readonly viewer: Viewer,
    readonly view: When,
    readonly after: CaseId | null,
  ) {
    super();
  }
}

interface SeenCase {
  readonly id: CaseId;
  readonly entries: readonly CaseEntry[] | null;
}

@QueryHandler(PopulationQuery)
export class PopulationHandler implements IQueryHandler<PopulationQuery> {
  constructor(private readonly db: DataSource) {}

  async execute({
    viewer,
    view,
    after,
  }: PopulationQuery): Promise<AsyncGenerator<readonly PersonRow[], void>> {
    if (!readsEveryCase(viewer.role)) throw new CaseNotOpen();
    const [checkpoint] = await this.db.query<{ position: string | null }[]>(
      "SELECT position FROM read.checkpoint WHERE projection = 'cases' AND partition = 0",
    );
    return this.#batches(viewer, view, BigInt(checkpoint?.position ?? -1), after);
  }

  async *#batches(
    viewer: Viewer,
    view: When,
    until: bigint,
    after: CaseId | null,
  ): AsyncGenerator<readonly PersonRow[], void> {
    for (let last = after; ;) {
      const seen: readonly SeenCase[] = await this.db.query(
        'SELECT case_id AS id, entries FROM read.case_files_for($1, $2, $3) ORDER BY case_id',
        [viewer.id, last, BATCH],
      );
      yield seen.flatMap((each) => rowOf(each, view, until) ?? []);
      last = seen.at(-1)?.id ?? last;
      if (seen.length < BATCH) return;
    }
  }
}

/** Null if the viewer may not know of the case, or nothing was known of it by then. */
function rowOf({ id, entries }: SeenCase, { validAt, knownAt }: When, until: bigint): PersonRow | null {
  const known = (entries ?? []).filter(
    ({ position, knownFrom }) =>
      BigInt(position) <= until && (knownAt === null || new Date(knownFrom) <= knownAt),
  );
  const questions = questionsOfCase(known);
  if (questions.size === 0) return null;
  const facts = [...questions]
    .filter(([question]) => isInRow(question))
    .map(([question, asked]) => [question, asked.fact(validAt === null ? null : () => validAt)] as const);
  return personRow(id, new Map(facts));
}
