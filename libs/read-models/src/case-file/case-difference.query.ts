import { Query, QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { withheldFrom, type Withheld } from '#libs/access/src/kinds.js';
import type { Viewer } from '#libs/access/src/viewer.js';
import { questionsOfCase } from '#libs/cases/src/questions-of-case.js';
import type { CaseId } from '#libs/kernel/src/ids.js';
import type { When } from '#libs/kernel/src/two-times/when.js';
import { differs, type Differs } from '../as-of/differs.js';
import type { OpenedBy } from '../case-access/case-not-open.js';
import { visibleCase } from './visible-case.js';

export interface CaseDifferenceView extends Differs {
  readonly openedBy: OpenedBy;
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
    const visible = await visibleCase(this.db, caseId, viewer);
    if (visible === null) return null;
    const { entries, openedBy } = visible;
    const found = differs(questionsOfCase, entries, from, to);
    if (found === null) return null;
    const changed = found.changed.map((change) => {
      const withheld = withheldIn(change.question, viewer);
      return withheld === null ? change : { ...change, from: withheld, to: withheld };
    });
    return { openedBy, changed, between: found.between };
  }
}

/** What a role may not read of a file, it may not read of a change either. */
function withheldIn(question: string, { role }: Viewer): Withheld | null {
  if (question === 'health') return withheldFrom(role, 'health');
  return question.startsWith('contact-') ? withheldFrom(role, 'family') : null;
}
