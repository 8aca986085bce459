import { stillOpen, type CaseAccess } from '#libs/cases/src/case-access.js';
import type { Instant } from '#libs/kernel/src/instant.js';
import { reachOf, type Policy } from './policies.js';
import type { Viewer } from './viewer.js';

/** True if the case is assigned to this person, or to their office unless it is restricted. */
export function isAssignedTo({ id, office }: Viewer, { assignment }: CaseAccess): boolean {
  if (assignment === null) return false;
  if (assignment.staff.includes(id)) return true;
  return assignment.sensitivity === 'ordinary' && office !== null && assignment.offices.includes(office);
}

/** True while a glass that this person broke gives access. */
export function hasBrokenGlass({ id }: Viewer, { glass }: CaseAccess, now: Instant): boolean {
  return glass.some((each) => each.staff === id && stillOpen(each, now));
}

/** Whether this person may do this in a case, as its own stream says it is assigned. Deny by default. */
export function permittedIn(access: CaseAccess, viewer: Viewer, policy: Policy, now: Instant): boolean {
  switch (reachOf(viewer.role, policy)) {
    case 'every':
      return true;
    case 'open':
      return isAssignedTo(viewer, access) || hasBrokenGlass(viewer, access, now);
    case 'assigned':
      return isAssignedTo(viewer, access);
    case null:
      return false;
  }
}
