import { describe, it } from '@jest/globals';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { given, itRefuses } from '#libs/kernel/src/testing/given.js';
import { caseRefusals } from '../refusals.js';
import { cases } from '../state.js';
import { opened } from '../testing/sayings.js';
import { openCase } from './open-case.js';

describe('openCase', () => {
  it('opens a case', () => {
    given(cases).when(openCase, opened().data).then(opened());
  });

  itRefuses(openCase, caseRefusals, {
    'empty-basis': () => given(cases).when(openCase, opened({ basis: [] }).data),
    'in-the-future': () => given(cases).when(openCase, opened({ occurredAt: edtf('2025-07') }).data),
    'case-already-open': () => given(cases, opened()).when(openCase, opened({ openedFor: 'missing' }).data),
  });
});
