import type { ReadModel } from '#libs/projections/src/projection.js';
import { CaseFileRow } from './case-file.entity.js';
import { caseEventOf, caseIdOf } from './case-of.js';
import { factsByViewer, revealedBy } from './facts-by-viewer.js';
import { exchangesOf } from '#libs/policies/src/exchanges-of.js';

export const caseFileModel: ReadModel<CaseFileRow> = {
  entity: CaseFileRow,
  keys: (known) => [{ caseId: caseIdOf(known) }],
  fold(row, known) {
    const { revision, stream, knownFrom } = known;
    const event = caseEventOf(known);
    const position = String(known.position);
    const earlier = row?.entries ?? [];
    const exchanges = exchangesOf(event, stream, earlier, known.metadata.reveals ?? []);
    const entry = { revision, position, knownFrom: knownFrom.toISOString(), exchanges, event };
    const entries = [...earlier, entry];
    return { caseId: caseIdOf(known), revision, position, entries, revealed: {}, facts: [] };
  },
  complete: (row) => ({ ...row, revealed: revealedBy(row.entries), facts: factsByViewer(row.entries) }),
};
