import type { CivilDay } from './civil-day.js';
import type { Edtf } from './edtf.js';
import { spanOf } from './span.js';

export type AgeAnswer = 'yes' | 'no' | 'maybe';

/** Bounds in completed years, both inclusive: "under 25" is `{ atMost: 24 }`. */
export interface AgeBounds {
  atLeast?: number;
  atMost?: number;
}

/** Completed years; text compares month and day, so 29 February completes a year on 1 March (inference). */
function completedYears(birth: CivilDay, onDay: CivilDay): number {
  const years = Number(onDay.slice(0, 4)) - Number(birth.slice(0, 4));
  return onDay.slice(5) < birth.slice(5) ? years - 1 : years;
}

/**
 * Is a person born at `birth` within the bounds on `onDay`? 'maybe' when some possible days of birth are and
 * others are not; a birth with gaps, as `[1990,2010]`, is judged by its whole span. One not yet born is not within.
 */
export function ageAnswer(
  birth: Edtf,
  onDay: CivilDay,
  { atLeast = 0, atMost = Infinity }: AgeBounds,
): AgeAnswer {
  const { earliest, latest } = spanOf(birth);
  const oldest = earliest === null ? Infinity : completedYears(earliest, onDay);
  const youngest = latest === null ? -Infinity : completedYears(latest, onDay);
  if (oldest < atLeast || youngest > atMost) return 'no';
  return youngest >= atLeast && oldest <= atMost ? 'yes' : 'maybe';
}
