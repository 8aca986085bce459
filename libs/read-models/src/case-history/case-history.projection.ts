import type { ReadModel } from '#libs/projections/src/projection.js';
import { caseEventOf, caseIdOf } from '../case-file/case-of.js';
import { CaseHistoryRow } from './case-history.entity.js';
import { sentence } from './sentence.js';

export const caseHistoryModel: ReadModel<CaseHistoryRow> = {
  entity: CaseHistoryRow,
  keys: (known) => [{ caseId: caseIdOf(known), revision: known.revision }],
  isAppendOnly: true,
  fold(_row, known) {
    const event = caseEventOf(known);
    return {
      caseId: caseIdOf(known),
      revision: known.revision,
      position: String(known.position),
      type: event.type,
      occurredAt: 'occurredAt' in event.data ? event.data.occurredAt : null,
      recordedAt: known.recordedAt,
      knownFrom: known.knownFrom,
      actorId: known.metadata.actor.id,
      actorRole: known.metadata.actor.role,
      basis: 'basis' in event.data ? event.data.basis : [],
      sentence: sentence(event, known.stream),
    };
  },
};
