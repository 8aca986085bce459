/**
 * Who works with Homeward. A caseworker keeps the files of persons and receives remains; a negotiator keeps the
 * lists, agreements and exchanges; a supervisor assigns cases and reviews broken glass; an auditor reads all and writes
 * nothing; a reporter sees figures, never a person; an operator keeps the system running, and sees neither.
 */
export const ROLES = ['caseworker', 'negotiator', 'supervisor', 'auditor', 'reporter', 'operator'] as const;

export type Role = (typeof ROLES)[number];
