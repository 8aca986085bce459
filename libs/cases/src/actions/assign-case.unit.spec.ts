import { describe, expect, it } from '@jest/globals';
import { given, itRefuses, stateAfter } from '#libs/kernel/src/testing/given.js';
import { caseRefusals } from '../refusals.js';
import { cases } from '../state.js';
import { assigned, closing, office, opened, supervisor } from '../testing/sayings.js';
import { assignCase } from './assign-case.js';

describe('assignCase', () => {
  it('assigns a case', () => {
    given(cases, opened()).when(assignCase, assigned().data).then(assigned());
  });

  it('replaces the assignment before as a whole', () => {
    const restricted = assigned({ offices: [], staff: [supervisor], sensitivity: 'restricted' });
    given(cases, opened(), assigned()).when(assignCase, restricted.data).then(restricted);
    expect(stateAfter(cases, [opened(), assigned(), restricted]).access.assignment).toEqual(restricted.data);
  });

  it('assigns a closed case too: somebody has to be able to look at it', () => {
    given(cases, opened(), closing({ reason: 'duplicate' }))
      .when(assignCase, assigned({ staff: [] }).data)
      .then(assigned({ staff: [] }));
  });

  itRefuses(assignCase, caseRefusals, {
    'no-such-case': () => given(cases).when(assignCase, assigned().data),
    'assigned-to-nobody': () =>
      given(cases, opened()).when(
        assignCase,
        assigned({ offices: [office], staff: [], sensitivity: 'restricted' }).data,
      ),
  });
});
