import { withheldFrom, type Withheld } from '#libs/access/src/kinds.js';
import type { Role } from '#libs/access/src/roles.js';
import type { CaseFile } from '#libs/cases/src/case-file.js';

type Withholding = 'health' | 'contacts';

/** A file in which each part that a role may not read says so. */
export type ShownFile<F extends CaseFile<'held'> | CaseFile<'answer'>> = Omit<F, Withholding> & {
  readonly [P in Withholding]: F[P] | Withheld;
};

export function shownTo<F extends CaseFile<'held'> | CaseFile<'answer'>>(role: Role, file: F): ShownFile<F> {
  return {
    ...file,
    health: withheldFrom(role, 'health') ?? file.health,
    contacts: withheldFrom(role, 'family') ?? file.contacts,
  };
}
