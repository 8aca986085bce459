import { describe, it } from '@jest/globals';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { given, itRefuses } from '#libs/kernel/src/testing/given.js';
import { receptionRefusals } from '../reception-refusals.js';
import { receptions } from '../reception-state.js';
import { counted, received } from '../testing/sayings.js';
import { countContainers } from './count-containers.js';

describe('countContainers', () => {
  it("records the other side's count beside the one that stands", () => {
    given(receptions, received()).when(countContainers, counted().data).then(counted());
  });

  it('records a new count by the same speaker', () => {
    const anew = counted({ occurredAt: edtf('2025-06-20'), count: 1250 });
    given(receptions, received(), counted()).when(countContainers, anew.data).then(anew);
  });

  itRefuses(countContainers, receptionRefusals, {
    'no-such-reception': () => given(receptions).when(countContainers, counted().data),
    'empty-basis': () => given(receptions, received()).when(countContainers, counted({ basis: [] }).data),
    'in-the-future': () =>
      given(receptions, received()).when(countContainers, counted({ occurredAt: edtf('2025-07-01') }).data),
    'dates-contradict': () =>
      given(receptions, received()).when(countContainers, counted({ occurredAt: edtf('2025-06-15') }).data),
  });
});
