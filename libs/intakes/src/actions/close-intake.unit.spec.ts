import { describe, it } from '@jest/globals';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { given, itRefuses } from '#libs/kernel/src/testing/given.js';
import { intakeRefusals } from '../intake-refusals.js';
import { intakes } from '../intake-state.js';
import { closed, opened, taken } from '../testing/sayings.js';
import { closeIntake } from './close-intake.js';

describe('closeIntake', () => {
  it('ends the taking in of a list, with lines or without', () => {
    given(intakes, opened()).when(closeIntake, closed().data).then(closed());
    const givenUp = closed({ closure: 'given-up' });
    given(intakes, opened(), taken()).when(closeIntake, givenUp.data).then(givenUp);
  });

  itRefuses(closeIntake, intakeRefusals, {
    'no-such-intake': () => given(intakes).when(closeIntake, closed().data),
    'empty-basis': () => given(intakes, opened()).when(closeIntake, closed({ basis: [] }).data),
    'in-the-future': () =>
      given(intakes, opened()).when(closeIntake, closed({ occurredAt: edtf('2025-07-01') }).data),
    'intake-closed': () =>
      given(intakes, opened(), closed()).when(closeIntake, closed({ closure: 'given-up' }).data),
    'dates-contradict': () =>
      given(intakes, opened()).when(closeIntake, closed({ occurredAt: edtf('2025-06-06') }).data),
  });
});
