import { describe, it } from '@jest/globals';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { given, itRefuses } from '#libs/kernel/src/testing/given.js';
import { caseRefusals } from '../refusals.js';
import { cases } from '../state.js';
import { capture, closing, homecoming, note, opened, reopening, withdrawal } from '../testing/sayings.js';
import { addNote } from './add-note.js';
import { reopenCase } from './reopen-case.js';

const closed = [opened(), capture(), homecoming(), closing()];

describe('reopenCase', () => {
  it('opens a closed file, which then takes statements again', () => {
    given(cases, ...closed)
      .when(reopenCase, reopening().data)
      .then(reopening());
    given(cases, ...closed, reopening())
      .when(addNote, note().data)
      .then(note());
  });

  itRefuses(reopenCase, caseRefusals, {
    'no-such-case': () => given(cases).when(reopenCase, reopening().data),
    'empty-basis': () => given(cases, ...closed).when(reopenCase, reopening({ basis: [] }).data),
    'in-the-future': () =>
      given(cases, ...closed).when(reopenCase, reopening({ occurredAt: edtf('2025-07-01') }).data),
    'case-not-closed': () => given(cases, ...closed, withdrawal(3)).when(reopenCase, reopening().data),
    'dates-contradict': () =>
      given(cases, ...closed).when(reopenCase, reopening({ occurredAt: edtf('2025-06-15') }).data),
  });
});
