import { Query, QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { Viewer } from '#libs/access/src/viewer.js';
import type { Assignment } from '#libs/cases/src/assignment.js';
import { caseFile, caseFileAt, type CaseFile } from '#libs/cases/src/case-file.js';
import { contradictions } from '#libs/cases/src/contradictions.js';
import type { CaseOpened } from '#libs/cases/src/events/case-opened.event.js';
import { cases, statementsThatStand } from '#libs/cases/src/state.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { CaseId } from '#libs/kernel/src/ids.js';
import type { OpenedBy } from '../case-access/case-not-open.js';
import { shownTo, type ShownFile } from './withheld-parts.js';
import { visibleCase } from './visible-case.js';

/** The file as it stands, or (`answer`) what was so at the end of a day. Revisions are counted among what the viewer may see. */
export type CaseFileView = {
  readonly caseId: CaseId;
  readonly revision: number;
  readonly position: string;
  readonly openedBy: OpenedBy;
  readonly opened: CaseOpened['data'];
  /** To whom it is assigned, as far as was known by then. */
  readonly assignment: Assignment | null;
} & (
  | { readonly form: 'held'; readonly file: ShownFile<CaseFile>; readonly contradictions: readonly string[] }
  | { readonly form: 'answer'; readonly file: ShownFile<CaseFile<'answer'>> }
);

/**
 * A person's file as `viewer` may see it: as it stands, or valid at a day, or as known at an instant,
 * or both. Null if there is no such case, or none was known by then. Throws CaseNotOpen.
 */
export class CaseFileQuery extends Query<CaseFileView | null> {
  constructor(
    readonly caseId: CaseId,
    readonly viewer: Viewer,
    readonly asOf: { readonly validAt?: CivilDay; readonly knownAt?: Date } = {},
  ) {
    super();
  }
}

@QueryHandler(CaseFileQuery)
export class CaseFileHandler implements IQueryHandler<CaseFileQuery> {
  constructor(private readonly db: DataSource) {}

  async execute({ caseId, viewer, asOf }: CaseFileQuery): Promise<CaseFileView | null> {
    const found = await visibleCase(this.db, caseId, viewer);
    if (found === null) return null;
    const { revision, position, openedBy, entries } = found;
    const state = entries
      .filter(({ knownFrom }) => asOf.knownAt === undefined || new Date(knownFrom) <= asOf.knownAt)
      .reduce((folded, entry) => cases.fold(folded, entry.event, entry.revision), cases.empty);
    if (state.opened === null) return null;
    const statements = statementsThatStand(state);
    const facts = {
      caseId,
      revision,
      position,
      openedBy,
      opened: state.opened.data,
      assignment: state.access.assignment,
    };
    if (asOf.validAt !== undefined)
      return { ...facts, form: 'answer', file: shownTo(viewer.role, caseFileAt(statements, asOf.validAt)) };
    return {
      ...facts,
      form: 'held',
      file: shownTo(viewer.role, caseFile(statements)),
      contradictions: contradictions(state),
    };
  }
}
