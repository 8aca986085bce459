import type { ReadModel } from '#libs/projections/src/projection.js';
import { caseEventOf, caseIdOf } from '../case-file/case-of.js';
import { CaseHistoryRow } from './case-history.entity.js';

export const caseHistoryModel: ReadModel<CaseHistoryRow> = {
  entity: CaseHistoryRow,
  keys: (known) => [{ caseId: caseIdOf(known), revision: known.revision }],
  isAppendOnly: true,
  fold(_row, known) {
    return {
      caseId: caseIdOf(known),
      revision: known.revision,
      position: String(known.position),
      type: caseEventOf(known).type,
      recordedAt: known.recordedAt,
      actorId: known.metadata.actor.id,
      actorRole: known.metadata.actor.role,
    };
  },
};
