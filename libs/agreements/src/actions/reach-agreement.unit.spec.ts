import { describe, it } from '@jest/globals';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { given, itRefuses } from '#libs/kernel/src/testing/given.js';
import { agreementRefusals } from '../agreement-refusals.js';
import { agreements } from '../agreement-state.js';
import { reached } from '../testing/sayings.js';
import { reachAgreement } from './reach-agreement.js';

describe('reachAgreement', () => {
  it('records two categories and the remains, each term by who stated it', () => {
    given(agreements).when(reachAgreement, reached().data).then(reached());
  });

  it('records an agreement on people alone, or on remains alone', () => {
    const onPeople = reached({ remains: [] });
    const onRemains = reached({ categories: [] });
    given(agreements).when(reachAgreement, onPeople.data).then(onPeople);
    given(agreements).when(reachAgreement, onRemains.data).then(onRemains);
  });

  itRefuses(reachAgreement, agreementRefusals, {
    'empty-basis': () => given(agreements).when(reachAgreement, reached({ basis: [] }).data),
    'in-the-future': () =>
      given(agreements).when(reachAgreement, reached({ occurredAt: edtf('2025-07-23') }).data),
    'agreement-already-reached': () =>
      given(agreements, reached()).when(reachAgreement, reached({ place: 'Ankara' }).data),
    'no-terms': () => given(agreements).when(reachAgreement, reached({ categories: [], remains: [] }).data),
  });
});
