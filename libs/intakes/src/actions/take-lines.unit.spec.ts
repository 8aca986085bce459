import { describe, it } from '@jest/globals';
import { given, itRefuses } from '#libs/kernel/src/testing/given.js';
import { intakeRefusals } from '../intake-refusals.js';
import { intakes } from '../intake-state.js';
import { closed, opened, taken } from '../testing/sayings.js';
import { mayTakeLines, takeLines } from './take-lines.js';

const another = taken({ posting: '00000000-0000-4000-8000-0000000000f2', complete: false });

describe('mayTakeLines', () => {
  it('is asked of an open intake, and records nothing', () => {
    given(intakes, opened(), taken()).when(mayTakeLines, undefined).then();
  });

  itRefuses(mayTakeLines, intakeRefusals, {
    'no-such-intake': () => given(intakes).when(mayTakeLines, undefined),
    'intake-closed': () => given(intakes, opened(), closed()).when(mayTakeLines, undefined),
  });
});

describe('takeLines', () => {
  it('records what became of the lines of a posting', () => {
    given(intakes, opened()).when(takeLines, taken().data).then(taken());
  });

  it('records each posting, once', () => {
    given(intakes, opened(), taken()).when(takeLines, another.data).then(another);
    given(intakes, opened(), taken()).when(takeLines, taken().data).then();
  });

  it('records the lines that were taken before the intake was closed', () => {
    given(intakes, opened(), closed()).when(takeLines, taken().data).then(taken());
  });

  itRefuses(takeLines, intakeRefusals, {
    'no-such-intake': () => given(intakes).when(takeLines, taken().data),
  });
});
