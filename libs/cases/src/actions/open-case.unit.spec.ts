import { describe, expect, it } from '@jest/globals';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { given, itRefuses, stateAfter } from '#libs/kernel/src/testing/given.js';
import { caseRefusals } from '../refusals.js';
import { cases } from '../state.js';
import { assigned, opened } from '../testing/sayings.js';
import { openCase } from './open-case.js';

describe('openCase', () => {
  it('opens a case', () => {
    given(cases).when(openCase, opened().data).then(opened());
  });

  it('opens a case with its first assignment', () => {
    const assignment = assigned().data;
    given(cases).when(openCase, opened({ assignment }).data).then(opened({ assignment }));
    expect(stateAfter(cases, [opened({ assignment })]).access.assignment).toEqual(assignment);
  });

  itRefuses(openCase, caseRefusals, {
    'empty-basis': () => given(cases).when(openCase, opened({ basis: [] }).data),
    'in-the-future': () => given(cases).when(openCase, opened({ occurredAt: edtf('2025-07') }).data),
    'assigned-to-nobody': () =>
      given(cases).when(openCase, opened({ assignment: assigned({ offices: [], staff: [] }).data }).data),
    'case-already-open': () => given(cases, opened()).when(openCase, opened({ openedFor: 'missing' }).data),
  });
});
