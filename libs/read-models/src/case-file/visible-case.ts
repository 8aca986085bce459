import type { DataSource } from 'typeorm';
import { readsEveryCase } from '#libs/access/src/policies.js';
import type { Viewer } from '#libs/access/src/viewer.js';
import { cases } from '#libs/cases/src/state.js';
import type { CaseId } from '#libs/kernel/src/ids.js';
import { streamName } from '#libs/kernel/src/stream.js';
import { entriesNamed, withRevisions } from '#libs/policies/src/entries-named.js';
import { ShownRevisions } from '#libs/policies/src/shown-revisions.js';
import { CaseNotOpen, type OpenedBy } from '../case-access/case-not-open.js';
import type { CaseEntry } from './case-file.entity.js';

/** What a viewer may see of a case, its entries counted and referred to as if there were no others. */
export interface VisibleCase {
  /** The last one. */
  readonly revision: number;
  readonly position: string;
  readonly entries: readonly CaseEntry[];
  readonly openedBy: OpenedBy;
  /** Under which revision each entry is stored. */
  readonly stored: readonly number[];
}

/**
 * PostgreSQL decides which entries the viewer may see. Null if there is no such case, as far as the viewer may know. Throws CaseNotOpen
 * when there is, and it is not open to the viewer.
 */
export async function visibleCase(
  db: DataSource,
  caseId: CaseId,
  viewer: Viewer,
): Promise<VisibleCase | null> {
  const { id, office, role } = viewer;
  const rows = await db.query<{ entries: CaseEntry[] | null; openedBy: OpenedBy | null }[]>(
    `SELECT entries, read.case_opened_by($1, $3, $4, $2) AS "openedBy" FROM read.case_file_for($1, $2) LIMIT 1`,
    [id, caseId, office, readsEveryCase(role)],
  );
  const seen = rows[0]?.entries ?? [];
  const last = seen.at(-1);
  if (last === undefined || !seen.some(({ event }) => event.type === 'CaseOpened')) return null;
  const openedBy = rows[0]?.openedBy ?? null;
  if (openedBy === null) throw new CaseNotOpen();
  const stored = seen.map(({ revision }) => revision);
  const own = streamName(cases, caseId);
  const cited = await citedCases(db, own, seen, viewer);
  cited.set(own, new ShownRevisions(stored, last.revision + 1));
  const shown = (stream: string, revision: number): number | null => {
    const revisions = cited.get(stream);
    return revisions === undefined && !isCase(stream) ? revision : (revisions?.shown(revision) ?? null);
  };
  const entries = seen.map((entry, revision) => ({
    ...entry,
    revision,
    event: { ...entry.event, data: withRevisions(entry.event.data, own, shown) } as typeof entry.event,
  }));
  return { revision: entries.length - 1, position: last.position, entries, openedBy, stored };
}

const isCase = (stream: string): boolean => stream.startsWith(`${cases.prefix}-`);

/** How the entries of other cases, on which some of these rest, are counted for the viewer. */
async function citedCases(
  db: DataSource,
  own: string,
  entries: readonly CaseEntry[],
  viewer: Viewer,
): Promise<Map<string, ShownRevisions>> {
  const named = entries.flatMap(({ event }) => entriesNamed(event.data).map(({ stream }) => stream));
  const others = new Set(named.filter((stream) => stream !== own && isCase(stream)));
  if (others.size === 0) return new Map();
  const rows = await db.query<{ id: string; revisions: number[] | null }[]>(
    'SELECT case_id AS id, revisions FROM read.case_revisions_for($1, $2) ORDER BY case_id',
    [viewer.id, [...others].map((stream) => stream.slice(cases.prefix.length + 1))],
  );
  return new Map(
    rows.map(({ id, revisions }) => [streamName(cases, id), new ShownRevisions(revisions ?? [], 0)]),
  );
}
