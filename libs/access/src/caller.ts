import type { StaffId } from '#libs/kernel/src/ids.js';
import type { Role } from './roles.js';

/** Who calls, as a verified token says. */
export interface Caller {
  readonly id: StaffId;
  readonly role: Role;
  readonly expiresAt: Date;
}
