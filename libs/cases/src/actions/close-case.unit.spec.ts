import { describe, expect, it } from '@jest/globals';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { given, itRefuses } from '#libs/kernel/src/testing/given.js';
import { caseRefusals } from '../refusals.js';
import { cases } from '../state.js';
import { contradictionsOf, fileOf } from '../testing/files.js';
import {
  capture,
  closing,
  confirmation,
  homecoming,
  note,
  opened,
  reopening,
  repatriation,
  withdrawal,
} from '../testing/sayings.js';
import { addNote } from './add-note.js';
import { closeCase } from './close-case.js';
import { recordReturn } from './record-return.js';
import { withdrawStatement } from './withdraw-statement.js';

const home = [opened(), capture(), homecoming()];

describe('closeCase', () => {
  it('closes the file of somebody who came home, or whose remains were identified', () => {
    given(cases, ...home)
      .when(closeCase, closing().data)
      .then(closing());
    given(cases, opened(), repatriation()).when(closeCase, closing().data).then(closing());
  });

  it('closes a duplicate whatever the search: it goes on in the other file', () => {
    const duplicate = closing({ reason: 'duplicate' });
    given(cases, opened(), capture()).when(closeCase, duplicate.data).then(duplicate);
    expect(fileOf(capture(), duplicate).search.value).toBe('open');
  });

  it('closes a file again that was reopened, even with the same words on the same day', () => {
    const again = reopening({ occurredAt: closing().data.occurredAt });
    given(cases, ...home, closing(), again)
      .when(closeCase, closing().data)
      .then(closing());
  });

  itRefuses(closeCase, caseRefusals, {
    'no-such-case': () => given(cases).when(closeCase, closing().data),
    'empty-basis': () => given(cases, ...home).when(closeCase, closing({ basis: [] }).data),
    'in-the-future': () =>
      given(cases, ...home).when(closeCase, closing({ occurredAt: edtf('2025-07-01') }).data),
    'case-closed': () =>
      given(cases, ...home, closing()).when(closeCase, closing({ reason: 'duplicate' }).data),
    'search-open': () => given(cases, opened(), capture(), confirmation()).when(closeCase, closing().data),
    'dates-contradict': () =>
      given(cases, ...home, closing(), reopening()).when(
        closeCase,
        closing({ occurredAt: edtf('2025-06-18') }).data,
      ),
  });
});

describe('A closed file', () => {
  it('takes no further statement, and nothing new for what was said before', () => {
    given(cases, ...home, closing())
      .when(addNote, note().data)
      .refused('case-closed');
    given(cases, ...home, note(), closing())
      .when(addNote, note().data)
      .then();
  });

  it('takes a withdrawal, since what was wrong is withdrawn whenever it is found', () => {
    given(cases, ...home, closing())
      .when(withdrawStatement, withdrawal(2).data)
      .then(withdrawal(2));
    expect(contradictionsOf(capture(), homecoming(), closing(), withdrawal(2))).toEqual([
      'closed-as-search-ended-and-search-open',
    ]);
  });

  it('never blocks a return, and shows that it is closed still', () => {
    const buried = [
      capture(),
      repatriation({ occurredAt: edtf('2023-05') }),
      closing({ occurredAt: edtf('2023-06') }),
    ];
    given(cases, opened(), ...buried)
      .when(recordReturn, homecoming().data)
      .then(homecoming());
    expect(contradictionsOf(...buried, homecoming())).toEqual([
      'returned-alive-and-remains-repatriated',
      'returned-after-the-case-was-closed',
    ]);
    expect(contradictionsOf(...buried, homecoming(), reopening(), withdrawal(2))).toEqual([]);
  });
});
