import { describe, it } from '@jest/globals';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { given, itRefuses } from '#libs/kernel/src/testing/given.js';
import { agreementRefusals } from '../agreement-refusals.js';
import { agreements } from '../agreement-state.js';
import { reached, stated } from '../testing/sayings.js';
import { stateFigure } from './state-figure.js';

const afterAll = given(agreements, reached());

describe('stateFigure', () => {
  it('records totals side by side, by who stated them', () => {
    const minister = stated({ speaker: 'interior-minister', figure: 6060 });
    given(agreements, reached(), stated()).when(stateFigure, minister.data).then(minister);
  });

  it('records a bound, and that a number was not disclosed', () => {
    const bound = stated({
      kind: 'persons',
      bound: 'more-than',
      figure: 1000,
      occurredAt: edtf('2025-06-16'),
    });
    const undisclosed = stated({ kind: 'persons', bound: 'undisclosed', figure: null });
    afterAll.when(stateFigure, bound.data).then(bound);
    afterAll.when(stateFigure, undisclosed.data).then(undisclosed);
  });

  it('records that most were officers, without a number', () => {
    const most = stated({ kind: 'persons', counted: 'officers', bound: 'most', figure: null });
    afterAll.when(stateFigure, most.data).then(most);
  });

  itRefuses(stateFigure, agreementRefusals, {
    'no-such-agreement': () => given(agreements).when(stateFigure, stated().data),
    'empty-basis': () => afterAll.when(stateFigure, stated({ basis: [] }).data),
    'in-the-future': () => afterAll.when(stateFigure, stated({ occurredAt: edtf('2025-07-23') }).data),
    'figure-missing': () => afterAll.when(stateFigure, stated({ figure: null }).data),
    'figure-not-stated': () => afterAll.when(stateFigure, stated({ bound: 'undisclosed' }).data),
    'remains-are-all': () => afterAll.when(stateFigure, stated({ counted: 'officers' }).data),
    'counted-past-the-statement': () =>
      afterAll.when(stateFigure, stated({ through: edtf('2025-06-17') }).data),
    'rests-on-an-exchange': () =>
      afterAll.when(
        stateFigure,
        stated({
          basis: [{ kind: 'event', stream: 'exchange-c4d8e2b1-5f6a-4973-9e0c-7a1b3d5f8e24', revision: 2 }],
        }).data,
      ),
  });
});
