import { accept, refuse, type Decision } from '#libs/kernel/src/decision.js';
import type { GlassId, StaffId } from '#libs/kernel/src/ids.js';
import { hoursAfter, type Instant } from '#libs/kernel/src/instant.js';
import type { Personal } from '#libs/kernel/src/personal.js';
import { stillOpen } from '../case-access.js';
import type { GlassBroken } from '../events/glass-broken.event.js';
import type { CaseState } from '../state.js';

/** For how long the glass can be broken at a time. */
export const LONGEST_HOURS = 24;
export const USUAL_HOURS = 4;

export interface AskToBreakGlass {
  readonly glass: GlassId;
  readonly staff: StaffId;
  readonly hours: number;
  readonly reason: Personal<string>;
}

type Refusal = 'no-such-case' | 'glass-too-long' | 'glass-already-broken';

/** Opens a case to one member of staff from `now` on, for so many hours. */
export function breakGlass(
  state: CaseState,
  { hours, ...ask }: AskToBreakGlass,
  now: Instant,
): Decision<GlassBroken, Refusal> {
  if (state.opened === null) return refuse('no-such-case');
  const { glass } = state.access;
  if (glass.some((each) => each.glass === ask.glass)) return accept();
  if (hours < 1 || hours > LONGEST_HOURS) return refuse('glass-too-long');
  if (glass.some((each) => each.staff === ask.staff && stillOpen(each, now)))
    return refuse('glass-already-broken');
  return accept({ type: 'GlassBroken', data: { ...ask, until: hoursAfter(now, hours) } });
}
