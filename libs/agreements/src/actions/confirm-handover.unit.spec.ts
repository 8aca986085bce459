import { describe, it } from '@jest/globals';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { given, itRefuses } from '#libs/kernel/src/testing/given.js';
import { exchangeRefusals } from '../exchange-refusals.js';
import { exchanges } from '../exchange-state.js';
import {
  agreement,
  completed,
  confirmed,
  otherAgreement,
  otherHandover,
  people,
  person,
  planned,
} from '../testing/sayings.js';
import { confirmHandover } from './confirm-handover.js';

describe('confirmHandover', () => {
  it('confirms a handover of people in two categories', () => {
    given(exchanges, planned()).when(confirmHandover, confirmed().data).then(confirmed());
  });

  it('confirms a manifest of 600 people in two parts of 300', () => {
    const first = confirmed({ part: 1, manifest: people(1, 300) });
    const second = confirmed({ part: 2, manifest: people(301, 600) });
    given(exchanges, planned()).when(confirmHandover, first.data).then(first);
    given(exchanges, planned(), first).when(confirmHandover, second.data).then(second);
  });

  it('confirms part 1 of another handover of the exchange', () => {
    const another = confirmed({ handover: otherHandover, manifest: [person(3)] });
    given(exchanges, planned(), confirmed()).when(confirmHandover, another.data).then(another);
  });

  it('confirms people under several agreements, and one who came outside of any', () => {
    const mixed = confirmed({
      manifest: [
        person(1),
        person(2, { agreement: otherAgreement }),
        person(3, { agreement: null, category: 'civilian' }),
      ],
    });
    given(exchanges, planned({ agreements: [agreement, otherAgreement] }))
      .when(confirmHandover, mixed.data)
      .then(mixed);
  });

  it('has nothing to record when the same part was confirmed, also once the exchange is complete', () => {
    given(exchanges, planned(), confirmed(), completed()).when(confirmHandover, confirmed().data).then();
  });

  itRefuses(confirmHandover, exchangeRefusals, {
    'no-such-exchange': () => given(exchanges).when(confirmHandover, confirmed().data),
    'exchange-completed': () =>
      given(exchanges, planned(), confirmed(), completed()).when(
        confirmHandover,
        confirmed({ part: 2, manifest: [person(3)] }).data,
      ),
    'part-already-confirmed': () =>
      given(exchanges, planned(), confirmed()).when(
        confirmHandover,
        confirmed({ manifest: [person(3)] }).data,
      ),
    'empty-basis': () => given(exchanges, planned()).when(confirmHandover, confirmed({ basis: [] }).data),
    'in-the-future': () =>
      given(exchanges, planned()).when(confirmHandover, confirmed({ occurredAt: edtf('2025-07-04') }).data),
    'empty-manifest': () =>
      given(exchanges, planned()).when(confirmHandover, confirmed({ manifest: [] }).data),
    'manifest-too-long': () =>
      given(exchanges, planned()).when(confirmHandover, confirmed({ manifest: people(1, 301) }).data),
    'other-agreement': () =>
      given(exchanges, planned()).when(
        confirmHandover,
        confirmed({ manifest: [person(1, { agreement: otherAgreement })] }).data,
      ),
    'already-on-manifest': () =>
      given(exchanges, planned(), confirmed()).when(
        confirmHandover,
        confirmed({ handover: otherHandover, manifest: [person(3), person(2)] }).data,
      ),
  });

  it('refuses a person who stands twice in one part', () => {
    given(exchanges, planned())
      .when(confirmHandover, confirmed({ manifest: [person(1), person(1, { category: null })] }).data)
      .refused('already-on-manifest');
  });
});
