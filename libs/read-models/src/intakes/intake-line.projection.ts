import { cases } from '#libs/cases/src/state.js';
import { intakeId } from '#libs/kernel/src/ids.js';
import type { ReadModel } from '#libs/projections/src/projection.js';
import { caseIdOf } from '../case-file/case-of.js';
import { IntakeLineRow } from './intake-line.entity.js';

export const intakeLineModel: ReadModel<IntakeLineRow> = {
  entity: IntakeLineRow,
  isAppendOnly: true,
  keys: (known) =>
    known.metadata.line !== undefined && known.stream.startsWith(`${cases.prefix}-`)
      ? [{ caseId: caseIdOf(known), revision: known.revision }]
      : [],
  fold(_row, known) {
    const { revision, position, recordedAt } = known;
    const { intake = '', ref = '' } = known.metadata.line ?? {};
    const place = { caseId: caseIdOf(known), revision, position: String(position) };
    return { ...place, intakeId: intakeId(intake), ref, recordedAt };
  },
};
