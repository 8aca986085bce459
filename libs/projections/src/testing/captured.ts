import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { known } from '#libs/kernel/src/personal.js';
import type { HomewardEvent } from '#libs/stored-events/src/homeward-events.js';

/** The stream of a fictional person. */
export const person = (digit: number): string =>
  `case-${String(digit).repeat(8)}-0000-4000-8000-000000000000`;
export const captured = (place: string): HomewardEvent => ({
  type: 'Captured',
  data: {
    occurredAt: edtf('2022-05'),
    place: known(place),
    basis: [{ kind: 'source', speaker: 'icrc' }],
  },
});
