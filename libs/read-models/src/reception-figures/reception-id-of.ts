import { receptionId, type ReceptionId } from '#libs/kernel/src/ids.js';
import type { Known } from '#libs/projections/src/projection.js';
import { receptions } from '#libs/remains/src/reception-state.js';

export function receptionIdOf({ stream }: Pick<Known, 'stream'>): ReceptionId {
  return receptionId(stream.slice(receptions.prefix.length + 1));
}
