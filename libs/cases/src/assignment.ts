import type { OfficeId, StaffId } from '#libs/kernel/src/ids.js';
import { id, list, record, word } from '#libs/kernel/src/stored/fields.js';

/** `restricted`: open to the persons named, and not to their offices. */
export const SENSITIVITIES = ['ordinary', 'restricted'] as const;

/** To whom a case is assigned, as it is stored. */
export const assignmentFields = {
  offices: list(id<OfficeId>()),
  staff: list(id<StaffId>()),
  sensitivity: word(SENSITIVITIES),
};

export const assignment = () => record(assignmentFields);

export interface Assignment {
  readonly offices: readonly OfficeId[];
  readonly staff: readonly StaffId[];
  readonly sensitivity: (typeof SENSITIVITIES)[number];
}

/** The assignment of a case that nobody said more about: to who opened it, and that person's office. */
export function assignmentToOpener(opener: {
  readonly id: StaffId;
  readonly office: OfficeId | null;
}): Assignment {
  const { id: staff, office } = opener;
  return { offices: office === null ? [] : [office], staff: [staff], sensitivity: 'ordinary' };
}

/** Why a case cannot be assigned so; null if it can. */
export function unfitAssignment({ offices, staff, sensitivity }: Assignment): 'assigned-to-nobody' | null {
  const to = sensitivity === 'restricted' ? staff : [...offices, ...staff];
  return to.length === 0 ? 'assigned-to-nobody' : null;
}
