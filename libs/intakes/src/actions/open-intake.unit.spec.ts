import { describe, it } from '@jest/globals';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { given, itRefuses } from '#libs/kernel/src/testing/given.js';
import { intakeRefusals } from '../intake-refusals.js';
import { intakes } from '../intake-state.js';
import { document, opened } from '../testing/sayings.js';
import { openIntake } from './open-intake.js';

describe('openIntake', () => {
  it('begins to take a list in', () => {
    given(intakes).when(openIntake, opened().data).then(opened());
  });

  it('is the same intake when it is opened again with the same words', () => {
    given(intakes, opened()).when(openIntake, opened().data).then();
  });

  it.each([
    ['an event', { kind: 'event', stream: 'case-00000000-0000-4000-8000-0000000000c1', revision: 0 }],
    ['a laboratory', { kind: 'laboratory', id: '00000000-0000-4000-8000-0000000000b1' }],
  ] as const)('does not rest on %s', (_what, reference) => {
    given(intakes)
      .when(openIntake, opened({ basis: [...document, reference] }).data)
      .refused('no-document');
  });

  itRefuses(openIntake, intakeRefusals, {
    'empty-basis': () => given(intakes).when(openIntake, opened({ basis: [] }).data),
    'in-the-future': () => given(intakes).when(openIntake, opened({ occurredAt: edtf('2025-07-01') }).data),
    'intake-already-open': () =>
      given(intakes, opened()).when(openIntake, opened({ list: 'roll-of-a-unit' }).data),
    'no-document': () =>
      given(intakes).when(openIntake, opened({ basis: [{ kind: 'source', speaker: 'icrc' }] }).data),
  });
});
