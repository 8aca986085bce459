import type { When } from '#libs/kernel/src/two-times/when.js';
import type { Differs, EventNamed } from '#libs/read-models/src/as-of/differs.js';
import { dayIn, instantIn } from '../http/instants.js';
import { invalidInput } from '../http/problems.js';
import { DayParameter, InstantParameter } from './as-of-fields.js';

/** One view of a thing. */
export class AsOfParameters {
  @DayParameter('What was so at the end of this day')
  readonly validAt!: string | null;

  @InstantParameter('What was known by then')
  readonly knownAt!: string | null;
}

/** Two views of a thing. */
export class DifferenceParameters {
  @DayParameter('The day of the first view; with it, toValidAt')
  readonly fromValidAt!: string | null;

  @InstantParameter('What the first view knows')
  readonly fromKnownAt!: string | null;

  @DayParameter('The day of the second view; with it, fromValidAt')
  readonly toValidAt!: string | null;

  @InstantParameter('What the second view knows')
  readonly toKnownAt!: string | null;
}

export function viewIn({ validAt, knownAt }: AsOfParameters): When {
  return { validAt: dayIn(validAt) ?? null, knownAt: instantIn(knownAt) ?? null };
}

/** Throws a Problem when only one of them is of a day. */
export function viewsIn({ fromValidAt, fromKnownAt, toValidAt, toKnownAt }: DifferenceParameters): {
  readonly from: When;
  readonly to: When;
} {
  if ((fromValidAt === null) !== (toValidAt === null))
    throw invalidInput({
      parameter: fromValidAt === null ? 'fromValidAt' : 'toValidAt',
      rule: 'What stands cannot be compared with what was so on a day.',
      remedy: 'Give both fromValidAt and toValidAt, or neither.',
    });
  return {
    from: viewIn({ validAt: fromValidAt, knownAt: fromKnownAt }),
    to: viewIn({ validAt: toValidAt, knownAt: toKnownAt }),
  };
}

/** A difference as it is answered: revisions are texts. */
export const differenceAnswer = (id: string, { changed, between }: Differs) => ({
  id,
  changed: changed.map(({ causes, ...fact }) => ({ ...fact, causes: causes.map(shown) })),
  between: between.map(shown),
});

const shown = <E extends EventNamed>({ revision, ...rest }: E) => ({ revision: String(revision), ...rest });
