import { Query, QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { withheldFrom, type Withheld } from '#libs/access/src/kinds.js';
import type { Viewer } from '#libs/access/src/viewer.js';
import type { CaseEvent } from '#libs/cases/src/case-events.js';
import { questionsOfCase } from '#libs/cases/src/questions-of-case.js';
import type { CaseId } from '#libs/kernel/src/ids.js';
import { difference, eventsBetween, type Cause } from '#libs/kernel/src/two-times/difference.js';
import type { Fact } from '#libs/kernel/src/two-times/question.js';
import type { When } from '#libs/kernel/src/two-times/when.js';
import type { OpenedBy } from '../case-access/case-not-open.js';
import { visibleCase } from './visible-case.js';

/** An event of the case, by its revision among what the viewer may see. */
export interface EventNamed {
  readonly revision: number;
  readonly type: CaseEvent['type'];
}

/** A question that the views answer differently; null: nothing bears on it in that view. */
export interface CaseChange {
  readonly question: string;
  readonly from: Fact | Withheld | null;
  readonly to: Fact | Withheld | null;
  readonly causes: readonly (EventNamed & { readonly how: Cause['how'] })[];
}

export interface CaseDifferenceView {
  readonly openedBy: OpenedBy;
  readonly changed: readonly CaseChange[];
  /** Every event that only one of the views knows. */
  readonly between: readonly EventNamed[];
}

/**
 * What differs between two views of a person as `viewer` may see them, and the events that caused it: see docs/time.md. Null if neither
 * view knows of such a case. Throws CaseNotOpen, and a RangeError when only one view is of a day.
 */
export class CaseDifferenceQuery extends Query<CaseDifferenceView | null> {
  constructor(
    readonly caseId: CaseId,
    readonly viewer: Viewer,
    readonly from: When,
    readonly to: When,
  ) {
    super();
  }
}

@QueryHandler(CaseDifferenceQuery)
export class CaseDifferenceHandler implements IQueryHandler<CaseDifferenceQuery> {
  constructor(private readonly db: DataSource) {}

  async execute({ caseId, viewer, from, to }: CaseDifferenceQuery): Promise<CaseDifferenceView | null> {
    const found = await visibleCase(this.db, caseId, viewer);
    if (found === null) return null;
    const { entries, openedBy } = found;
    const known = ({ knownAt }: When) =>
      entries.filter(({ knownFrom }) => knownAt === null || new Date(knownFrom) <= knownAt);
    const [before, after] = [known(from), known(to)];
    if (before.length === 0 && after.length === 0) return null;
    const named = (revision: number): EventNamed => ({
      revision,
      type: entries[revision]?.event.type ?? 'CaseOpened',
    });
    const changed = difference(
      questionsOfCase,
      { entries: before, validAt: from.validAt },
      { entries: after, validAt: to.validAt },
    ).map(({ question, from: was, to: is, causes }): CaseChange => {
      const withheld = withheldIn(question, viewer);
      return {
        question,
        from: withheld ?? was,
        to: withheld ?? is,
        causes: causes.map(({ revision, how }) => ({ ...named(revision), how })),
      };
    });
    return {
      openedBy,
      changed,
      between: eventsBetween(before, after).map(({ revision }) => named(revision)),
    };
  }
}

/** What a role may not read of a file, it may not read of a change either. */
function withheldIn(question: string, { role }: Viewer): Withheld | null {
  if (question === 'health') return withheldFrom(role, 'health');
  return question.startsWith('contact-') ? withheldFrom(role, 'family') : null;
}
