import { describe, it } from '@jest/globals';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { given, itRefuses } from '#libs/kernel/src/testing/given.js';
import { caseRefusals } from '../refusals.js';
import { cases } from '../state.js';
import { closing, contact, opened } from '../testing/sayings.js';
import { addFamilyContact } from './add-family-contact.js';

describe('addFamilyContact', () => {
  it('records a contact, and later what changed', () => {
    const moved = contact({ occurredAt: edtf('2024-01'), address: { kind: 'known', value: 'Kut, 2' } });
    given(cases, opened()).when(addFamilyContact, contact().data).then(contact());
    given(cases, opened(), contact()).when(addFamilyContact, moved.data).then(moved);
  });

  itRefuses(addFamilyContact, caseRefusals, {
    'no-such-case': () => given(cases).when(addFamilyContact, contact().data),
    'case-closed': () =>
      given(cases, opened(), closing({ reason: 'duplicate' })).when(addFamilyContact, contact().data),
    'empty-basis': () => given(cases, opened()).when(addFamilyContact, contact({ basis: [] }).data),
    'in-the-future': () =>
      given(cases, opened()).when(addFamilyContact, contact({ occurredAt: edtf('2025-07-01') }).data),
  });
});
