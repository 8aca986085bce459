import { describe, it } from '@jest/globals';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { given, itRefuses } from '#libs/kernel/src/testing/given.js';
import { caseRefusals } from '../refusals.js';
import { cases } from '../state.js';
import { closing, note, opened } from '../testing/sayings.js';
import { addNote } from './add-note.js';

describe('addNote', () => {
  it('records a note', () => {
    given(cases, opened()).when(addNote, note().data).then(note());
  });

  itRefuses(addNote, caseRefusals, {
    'no-such-case': () => given(cases).when(addNote, note().data),
    'case-closed': () => given(cases, opened(), closing({ reason: 'duplicate' })).when(addNote, note().data),
    'empty-basis': () => given(cases, opened()).when(addNote, note({ basis: [] }).data),
    'in-the-future': () =>
      given(cases, opened()).when(addNote, note({ occurredAt: edtf('2025-07-01') }).data),
  });
});
