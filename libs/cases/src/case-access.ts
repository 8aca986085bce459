import type { GlassId, StaffId } from '#libs/kernel/src/ids.js';
import type { Instant } from '#libs/kernel/src/instant.js';
import type { Assignment } from './assignment.js';
import type { CaseAssigned } from './events/case-assigned.event.js';
import type { CaseOpened } from './events/case-opened.event.js';
import type { GlassBreakReviewed } from './events/glass-break-reviewed.event.js';
import type { GlassBroken } from './events/glass-broken.event.js';

export type CaseAccessEvent = CaseOpened | CaseAssigned | GlassBroken | GlassBreakReviewed;

/** One time that the glass was broken: for whom, until when, and what its review found. */
export interface Glass {
  readonly glass: GlassId;
  readonly staff: StaffId;
  readonly until: Instant;
  /** Null until it was reviewed. */
  readonly review: GlassBreakReviewed['data'] | null;
}

/** To whom a case is open, beside what roles allow. */
export interface CaseAccess {
  readonly assignment: Assignment | null;
  readonly glass: readonly Glass[];
}

export const openToNobody: CaseAccess = { assignment: null, glass: [] };

export function accessAfter(access: CaseAccess, { type, data }: CaseAccessEvent): CaseAccess {
  switch (type) {
    case 'CaseOpened':
      return { ...access, assignment: data.assignment };
    case 'CaseAssigned':
      return { ...access, assignment: data };
    case 'GlassBroken': {
      const { glass, staff, until } = data;
      return { ...access, glass: [...access.glass, { glass, staff, until, review: null }] };
    }
    case 'GlassBreakReviewed':
      return {
        ...access,
        glass: access.glass.map((each) => (each.glass === data.glass ? { ...each, review: data } : each)),
      };
  }
}

/** True while a broken glass gives access: until its time, or until its review found it not justified. */
export function stillOpen({ until, review }: Glass, now: Instant): boolean {
  return now < until && review?.finding !== 'not-justified';
}
