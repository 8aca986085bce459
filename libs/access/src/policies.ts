import type { Role } from './roles.js';

/** What may be done, and by which roles. What does not stand here is done by nobody. */
const POLICIES = {
  'open a case': ['caseworker'],
  'close or reopen a case': ['caseworker'],
  'state a fact of a person': ['caseworker'],
  'withdraw or correct a statement': ['caseworker'],
  'list a person': ['caseworker', 'negotiator'],
  'record an agreement': ['negotiator'],
  'plan an exchange': ['negotiator'],
  'place an embargo': ['negotiator'],
  'confirm a handover': ['negotiator'],
  'complete an exchange': ['negotiator'],
  'receive remains': ['caseworker'],
  'read a case': ['caseworker', 'negotiator', 'auditor'],
  'read figures': ['caseworker', 'negotiator', 'auditor', 'reporter'],
} as const satisfies Record<string, readonly Role[]>;

export type Policy = keyof typeof POLICIES;

export function may(role: Role, policy: Policy): boolean {
  const allowed: readonly Role[] = POLICIES[policy];
  return allowed.includes(role);
}
