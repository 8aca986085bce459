import type { OfficeId, StaffId } from '#libs/kernel/src/ids.js';
import type { Role } from './roles.js';

/** Who asks to see or to do something: all that a policy may know of a person. */
export interface Viewer {
  readonly id: StaffId;
  readonly role: Role;
  /** The office that this person works for; null for one who works for none, or whose token does not say. */
  readonly office: OfficeId | null;
}
