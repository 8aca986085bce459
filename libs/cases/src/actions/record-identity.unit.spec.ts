import { describe, it } from '@jest/globals';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { given, itRefuses } from '#libs/kernel/src/testing/given.js';
import { caseRefusals } from '../refusals.js';
import { cases } from '../state.js';
import { closing, identity, opened } from '../testing/sayings.js';
import { recordIdentity } from './record-identity.js';

describe('recordIdentity', () => {
  it('records who the person is', () => {
    given(cases, opened()).when(recordIdentity, identity().data).then(identity());
  });

  it('records anew what was learnt since', () => {
    const promoted = identity({
      occurredAt: edtf('2023-01'),
      rank: { kind: 'known', value: 'senior-soldier' },
    });
    given(cases, opened(), identity()).when(recordIdentity, promoted.data).then(promoted);
  });

  itRefuses(recordIdentity, caseRefusals, {
    'no-such-case': () => given(cases).when(recordIdentity, identity().data),
    'case-closed': () =>
      given(cases, opened(), closing({ reason: 'duplicate' })).when(recordIdentity, identity().data),
    'empty-basis': () => given(cases, opened()).when(recordIdentity, identity({ basis: [] }).data),
    'in-the-future': () =>
      given(cases, opened()).when(recordIdentity, identity({ occurredAt: edtf('2025-07') }).data),
  });
});
