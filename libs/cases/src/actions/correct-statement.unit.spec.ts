import { describe, it } from '@jest/globals';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { given, itRefuses } from '#libs/kernel/src/testing/given.js';
import { caseRefusals } from '../refusals.js';
import { cases } from '../state.js';
import {
  capture,
  correction,
  exchange,
  homecoming,
  identity,
  listing,
  opened,
  repatriation,
  source,
  withdrawal,
} from '../testing/sayings.js';
import { correctStatement } from './correct-statement.js';

const history = [opened(), capture(), listing(), homecoming()];
const earlier = correction(1, capture({ occurredAt: edtf('2022-05-16') }));

describe('correctStatement', () => {
  it('corrects a statement', () => {
    given(cases, ...history)
      .when(correctStatement, earlier.data)
      .then(earlier);
  });

  it('corrects a corrected statement again by its own revision', () => {
    const better = correction(1, capture({ occurredAt: edtf('2022-05-17') }));
    given(cases, ...history, earlier)
      .when(correctStatement, better.data)
      .then(better);
  });

  it('corrects again what reads as before, because its correction was withdrawn', () => {
    given(cases, ...history, earlier, withdrawal(4))
      .when(correctStatement, earlier.data)
      .then(earlier);
  });

  it('has nothing to record when the statement reads so already', () => {
    given(cases, ...history)
      .when(correctStatement, correction(1, capture()).data)
      .then();
  });

  it('corrects one date of two that contradict each other, which may take two corrections', () => {
    const early = homecoming({ occurredAt: edtf('2022-05-01') });
    const earlyCapture = correction(1, capture({ occurredAt: edtf('2022-06') }));
    given(cases, opened(), capture(), early).when(correctStatement, earlyCapture.data).then(earlyCapture);
  });

  itRefuses(correctStatement, caseRefusals, {
    'no-such-case': () => given(cases).when(correctStatement, earlier.data),
    'empty-basis': () => given(cases, ...history).when(correctStatement, { ...earlier.data, basis: [] }),
    'in-the-future': () =>
      given(cases, ...history).when(correctStatement, { ...earlier.data, occurredAt: edtf('2025-07-01') }),
    'no-such-statement': () => given(cases, ...history, withdrawal(1)).when(correctStatement, earlier.data),
    'other-type': () => given(cases, ...history).when(correctStatement, correction(1, identity()).data),
    'dates-contradict': () =>
      given(cases, ...history).when(
        correctStatement,
        correction(1, capture({ occurredAt: edtf('2025-06-15') })).data,
      ),
    'exchange-missing': () =>
      given(cases, ...history).when(correctStatement, correction(2, listing({ listing: 'in-a-stage' })).data),
    'exchange-not-yet': () =>
      given(cases, ...history).when(correctStatement, correction(2, listing({ exchange })).data),
    'identification-not-decided': () =>
      given(cases, opened(), repatriation()).when(
        correctStatement,
        correction(1, repatriation({ basis: source })).data,
      ),
  });

  it('holds what the statement is to read to the rules of a new one', () => {
    given(cases, ...history)
      .when(correctStatement, correction(1, capture({ basis: [] })).data)
      .refused('empty-basis');
    given(cases, ...history)
      .when(correctStatement, correction(1, capture({ occurredAt: edtf('2025-07-01') })).data)
      .refused('in-the-future');
  });

  it('does not correct a correction, which is no statement on the person', () => {
    given(cases, ...history, earlier)
      .when(correctStatement, correction(4, capture({ occurredAt: edtf('2022-05-17') })).data)
      .refused('no-such-statement');
  });
});
