import { SENSITIVITIES, type Assignment } from '#libs/cases/src/assignment.js';
import type { OfficeId, StaffId } from '#libs/kernel/src/ids.js';
import { IdListField, WordField } from './fields.js';

/** To whom a case is assigned. */
export class AssignmentBody implements Assignment {
  @IdListField({ description: 'The offices that work on it', example: [] })
  readonly offices!: readonly OfficeId[];

  @IdListField({
    description: 'The members of staff who work on it',
    example: ['11111111-1111-4111-8111-111111111111'],
  })
  readonly staff!: readonly StaffId[];

  @WordField(SENSITIVITIES, {
    description: 'restricted: open to the persons named, and not to their offices',
  })
  readonly sensitivity!: Assignment['sensitivity'];
}
