import { describe, it } from '@jest/globals';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { given, itRefuses } from '#libs/kernel/src/testing/given.js';
import { exchangeRefusals } from '../exchange-refusals.js';
import { exchanges } from '../exchange-state.js';
import { agreement, otherAgreement, planned } from '../testing/sayings.js';
import { planExchange } from './plan-exchange.js';

describe('planExchange', () => {
  it('records the plan of a stage, for a day that may lie ahead', () => {
    const ahead = planned({ plannedFor: edtf('2025-07-04'), ordinal: 8 });
    given(exchanges).when(planExchange, planned().data).then(planned());
    given(exchanges).when(planExchange, ahead.data).then(ahead);
  });

  it('records one under two agreements, and one outside of any', () => {
    const mixed = planned({ agreements: [agreement, otherAgreement], ordinal: null });
    const outside = planned({ agreements: [], ordinal: null });
    given(exchanges).when(planExchange, mixed.data).then(mixed);
    given(exchanges).when(planExchange, outside.data).then(outside);
  });

  itRefuses(planExchange, exchangeRefusals, {
    'empty-basis': () => given(exchanges).when(planExchange, planned({ basis: [] }).data),
    'in-the-future': () =>
      given(exchanges).when(planExchange, planned({ occurredAt: edtf('2025-07-01') }).data),
    'exchange-already-planned': () =>
      given(exchanges, planned()).when(planExchange, planned({ plannedFor: edtf('2025-06-15') }).data),
  });
});
