import { describe, it } from '@jest/globals';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { given, itRefuses } from '#libs/kernel/src/testing/given.js';
import { exchangeRefusals } from '../exchange-refusals.js';
import { exchanges } from '../exchange-state.js';
import { completed, confirmed, embargo, negotiator, officer, planned } from '../testing/sayings.js';
import { placeEmbargo } from './place-embargo.js';

describe('placeEmbargo', () => {
  it('places an embargo, also after a handover', () => {
    given(exchanges, planned()).when(placeEmbargo, embargo().data).then(embargo());
    given(exchanges, planned(), confirmed()).when(placeEmbargo, embargo().data).then(embargo());
  });

  it('widens and narrows who needs to know', () => {
    const wider = embargo({ needToKnow: [officer, negotiator] });
    given(exchanges, planned(), embargo()).when(placeEmbargo, wider.data).then(wider);
    given(exchanges, planned(), embargo(), wider).when(placeEmbargo, embargo().data).then(embargo());
  });

  itRefuses(placeEmbargo, exchangeRefusals, {
    'no-such-exchange': () => given(exchanges).when(placeEmbargo, embargo().data),
    'empty-basis': () => given(exchanges, planned()).when(placeEmbargo, embargo({ basis: [] }).data),
    'in-the-future': () =>
      given(exchanges, planned()).when(placeEmbargo, embargo({ occurredAt: edtf('2025-07-01') }).data),
    'nobody-needs-to-know': () =>
      given(exchanges, planned()).when(placeEmbargo, embargo({ needToKnow: [] }).data),
    'exchange-completed': () =>
      given(exchanges, planned(), embargo(), confirmed(), completed()).when(placeEmbargo, embargo().data),
  });
});
