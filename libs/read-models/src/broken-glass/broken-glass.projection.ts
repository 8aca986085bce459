import type { GlassId } from '#libs/kernel/src/ids.js';
import type { Known, ReadModel } from '#libs/projections/src/projection.js';
import { caseIdOf } from '../case-file/case-of.js';
import { BrokenGlassRow } from './broken-glass.entity.js';

export const brokenGlassModel: ReadModel<BrokenGlassRow> = {
  entity: BrokenGlassRow,
  keys({ event }) {
    return event.type === 'GlassBroken' || event.type === 'GlassBreakReviewed'
      ? [{ glass: event.data.glass }]
      : [];
  },
  fold(row, known, { glass }) {
    const { event } = known;
    const reflected = { revision: known.revision, position: String(known.position) };
    if (event.type === 'GlassBroken') {
      const { staff, until, reason } = event.data;
      return {
        ...reflected,
        glass: glass as GlassId,
        caseId: caseIdOf(known),
        staff,
        role: known.metadata.actor.role,
        brokenAt: known.recordedAt,
        until: new Date(until),
        reason: reason.kind === 'known' ? reason.value : null,
        reviewer: null,
        finding: null,
      };
    }
    if (event.type !== 'GlassBreakReviewed' || row === undefined) throw notOfGlass(known);
    const { reviewer, finding } = event.data;
    return { ...row, ...reflected, reviewer, finding };
  },
};

const notOfGlass = ({ stream, revision }: Known): Error =>
  new Error(`Event ${revision} of ${stream} speaks of a broken glass that was never broken.`);
