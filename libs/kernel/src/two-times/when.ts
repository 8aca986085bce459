import type { CivilDay } from '../edtf/civil-day.js';

/** Which view of a subject: valid at a day (as it stands if null), known at an instant (as of now if null). */
export interface When {
  readonly validAt: CivilDay | null;
  readonly knownAt: Date | null;
}
