import { describe, it } from '@jest/globals';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { given, itRefuses } from '#libs/kernel/src/testing/given.js';
import { caseRefusals } from '../refusals.js';
import { cases } from '../state.js';
import { capture, correction, homecoming, opened, withdrawal } from '../testing/sayings.js';
import { withdrawStatement } from './withdraw-statement.js';

const history = [opened(), capture(), homecoming()];

describe('withdrawStatement', () => {
  it('withdraws a statement', () => {
    given(cases, ...history)
      .when(withdrawStatement, withdrawal(2).data)
      .then(withdrawal(2));
  });

  it('withdraws a correction and a withdrawal', () => {
    const corrected = correction(1, capture({ occurredAt: edtf('2022-05-16') }));
    given(cases, ...history, corrected)
      .when(withdrawStatement, withdrawal(3).data)
      .then(withdrawal(3));
    given(cases, ...history, withdrawal(1))
      .when(withdrawStatement, withdrawal(3).data)
      .then(withdrawal(3));
  });

  it('withdraws a statement again after its withdrawal was withdrawn', () => {
    given(cases, ...history, withdrawal(1), withdrawal(3))
      .when(withdrawStatement, withdrawal(1).data)
      .then(withdrawal(1));
  });

  itRefuses(withdrawStatement, caseRefusals, {
    'no-such-case': () => given(cases).when(withdrawStatement, withdrawal(0).data),
    'empty-basis': () => given(cases, ...history).when(withdrawStatement, withdrawal(1, { basis: [] }).data),
    'in-the-future': () =>
      given(cases, ...history).when(
        withdrawStatement,
        withdrawal(1, { occurredAt: edtf('2025-07-01') }).data,
      ),
    'no-such-statement': () => given(cases, ...history).when(withdrawStatement, withdrawal(3).data),
    'already-withdrawn': () =>
      given(cases, ...history, withdrawal(1)).when(
        withdrawStatement,
        withdrawal(1, { reason: 'refuted' }).data,
      ),
  });

  it('does not withdraw the opening of the case, which states nothing of the person', () => {
    given(cases, ...history)
      .when(withdrawStatement, withdrawal(0).data)
      .refused('no-such-statement');
  });
});
