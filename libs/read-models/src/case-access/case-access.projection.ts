import { accessAfter, openToNobody, type CaseAccessEvent } from '#libs/cases/src/case-access.js';
import type { Known, ReadModel } from '#libs/projections/src/projection.js';
import { caseEventOf, caseIdOf } from '../case-file/case-of.js';
import { CaseAccessRow } from './case-access.entity.js';

const TYPES: ReadonlySet<string> = new Set<CaseAccessEvent['type']>([
  'CaseOpened',
  'CaseAssigned',
  'GlassBroken',
  'GlassBreakReviewed',
]);

export const caseAccessModel: ReadModel<CaseAccessRow> = {
  entity: CaseAccessRow,
  keys: (known) => (TYPES.has(known.event.type) ? [{ caseId: caseIdOf(known) }] : []),
  fold(row, known) {
    const event = caseEventOf(known) as CaseAccessEvent;
    const openedFor = event.type === 'CaseOpened' ? event.data.openedFor : (row?.openedFor ?? null);
    return { ...accessAfter(row ?? openToNobody, event), ...placeOf(known), openedFor };
  },
};

const placeOf = (known: Known) => ({
  caseId: caseIdOf(known),
  revision: known.revision,
  position: String(known.position),
});
