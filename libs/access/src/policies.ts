import type { Role } from './roles.js';

/**
 * How far a permission reaches: to every case, to those open to the person (assigned to them or their office, or by a
 * broken glass), or only to those assigned. What is about no case at all is `every`.
 */
export type Reach = 'every' | 'open' | 'assigned';

/** What may be done, by which roles, and how far. What does not stand here is done by nobody. */
const POLICIES = {
  'open a case': { caseworker: 'every' },
  'close or reopen a case': { caseworker: 'open' },
  'state a fact of a person': { caseworker: 'open' },
  'withdraw or correct a statement': { caseworker: 'open' },
  'list a person': { caseworker: 'open', negotiator: 'open' },
  'assign a case': { caseworker: 'assigned', supervisor: 'every' },
  'break glass': { caseworker: 'every', negotiator: 'every', supervisor: 'every' },
  'review broken glass': { supervisor: 'every' },
  'read broken glass': { supervisor: 'every', auditor: 'every' },
  'record an agreement': { negotiator: 'every' },
  'plan an exchange': { negotiator: 'every' },
  'place an embargo': { negotiator: 'every' },
  'confirm a handover': { negotiator: 'every' },
  'complete an exchange': { negotiator: 'every' },
  'receive remains': { caseworker: 'every' },
  'take a list in': { caseworker: 'every', negotiator: 'every' },
  'read an intake': { caseworker: 'every', negotiator: 'every', supervisor: 'every', auditor: 'every' },
  'read a case': { caseworker: 'open', negotiator: 'open', supervisor: 'open', auditor: 'every' },
  'read everybody': { auditor: 'every' },
  'search cases': { caseworker: 'open', negotiator: 'open', supervisor: 'open', auditor: 'every' },
  'read an assignment': { caseworker: 'open', negotiator: 'open', supervisor: 'every', auditor: 'every' },
  'read who read a case': { supervisor: 'every', auditor: 'every' },
  'read figures': {
    caseworker: 'every',
    negotiator: 'every',
    supervisor: 'every',
    auditor: 'every',
    reporter: 'every',
  },
  'read projections': { operator: 'every' },
  'ask the projector': { operator: 'every' },
} as const satisfies Record<string, Partial<Record<Role, Reach>>>;

export type Policy = keyof typeof POLICIES;

/** How far the role's permission reaches; null for a role that has none. */
export function reachOf(role: Role, policy: Policy): Reach | null {
  const reaches: Partial<Record<Role, Reach>> = POLICIES[policy];
  return reaches[role] ?? null;
}

/** True for a role that reads every case, assigned or not. */
export function readsEveryCase(role: Role): boolean {
  return reachOf(role, 'read a case') === 'every';
}

export function may(role: Role, policy: Policy): boolean {
  return reachOf(role, policy) !== null;
}

/** Reads of persons without being assigned to them are for a reason, which is said and stored. */
export function needsReason(role: Role, policy: Policy): boolean {
  return role === 'auditor' && reachOf(role, policy) === 'every' && policy !== 'read figures';
}
