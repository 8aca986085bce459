import type { Role } from '#libs/access/src/roles.js';

/** The fictional staff of a standalone Homeward. The caseworker and the negotiator need to know of the exchanges. */
export const DEMO_STAFF: ReadonlyMap<Role, string> = new Map([
  ['caseworker', '5aff0000-0000-4000-8000-000000000001'],
  ['negotiator', '5aff0000-0000-4000-8000-000000000002'],
  ['supervisor', '5aff0000-0000-4000-8000-000000000005'],
  ['auditor', '5aff0000-0000-4000-8000-000000000003'],
  ['reporter', '5aff0000-0000-4000-8000-000000000004'],
  ['operator', '5aff0000-0000-4000-8000-000000000006'],
]);

/** The office that all of them work for. */
export const DEMO_OFFICE = '5aff0000-0000-4000-8000-0000000000ff';
