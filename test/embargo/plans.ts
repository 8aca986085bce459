import type { Role } from '#libs/access/src/roles.js';
import { SOURCE } from '#test/support/demo-person.js';
import { STAFF } from '#test/support/homeward.js';

/** Those whose being in the embargoed exchange is asked after. */
export const PEOPLE = [0, 1, 2] as const;

/** One in each role, none of whom needs to know. */
export const OUTSIDERS = Object.keys(STAFF) as Role[];

export const HANDOVER = 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa';
/** Those who need to know of the exchange. */
export const INSIDERS = {
  caseworker: 'bbbbbbbb-0000-4000-8000-000000000001',
  negotiator: 'bbbbbbbb-0000-4000-8000-000000000002',
} as const;

export const AGREEMENT = {
  occurredAt: '2025-06-02',
  title: 'Istanbul, second round',
  place: 'Istanbul',
  categories: [{ category: 'aged-18-to-25', form: 'all-for-all', speaker: 'president-of-ukraine' }],
  remains: [],
  basis: SOURCE,
};
export const PLAN = { occurredAt: '2025-06-12', plannedFor: '2025-06-14', ordinal: 4, basis: SOURCE };
