import type { CivilDay } from './civil-day.js';
import type { Edtf } from './edtf.js';

export type AgeAnswer = 'yes' | 'no' | 'maybe';

/** Bounds in completed years, both inclusive. */
export interface AgeBounds {
  atLeast?: number;
  atMost?: number;
}

/** Was a person born at `birth` within the bounds on `onDay`? */
export function ageAnswer(_birth: Edtf, _onDay: CivilDay, _bounds: AgeBounds): AgeAnswer {
  return 'maybe';
}
