import { describe, it } from '@jest/globals';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { given, itRefuses } from '#libs/kernel/src/testing/given.js';
import { receptionRefusals } from '../reception-refusals.js';
import { receptions } from '../reception-state.js';
import { otherSource, received, source } from '../testing/sayings.js';
import { receiveContainers } from './receive-containers.js';

describe('receiveContainers', () => {
  it('records a reception with the count that one speaker stated', () => {
    given(receptions).when(receiveContainers, received().data).then(received());
  });

  it('keeps the counts of two speakers side by side', () => {
    const two = received({
      counts: [
        { speaker: 'coordination-headquarters', count: 1245, bound: 'exact', basis: source },
        { speaker: 'other-side', count: 1248, bound: 'exact', basis: otherSource },
      ],
    });
    given(receptions).when(receiveContainers, two.data).then(two);
  });

  it('records a reception of which nobody stated a count, and one outside of any agreement', () => {
    const uncounted = received({ direction: 'from-ukraine', agreement: null, counts: [] });
    given(receptions).when(receiveContainers, uncounted.data).then(uncounted);
  });

  itRefuses(receiveContainers, receptionRefusals, {
    'empty-basis': () => given(receptions).when(receiveContainers, received({ basis: [] }).data),
    'in-the-future': () =>
      given(receptions).when(receiveContainers, received({ occurredAt: edtf('2025-07-17') }).data),
    'already-received': () =>
      given(receptions, received()).when(receiveContainers, received({ direction: 'from-ukraine' }).data),
  });

  it('refuses a count that rests on nothing', () => {
    const counts = [{ speaker: 'other-side', count: 1248, bound: 'exact', basis: [] }] as const;
    given(receptions).when(receiveContainers, received({ counts }).data).refused('empty-basis');
  });
});
