import { describe, expect, it } from '@jest/globals';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { given } from '#libs/kernel/src/testing/given.js';
import { withdrawStatement } from './actions/withdraw-statement.js';
import { cases } from './state.js';
import { contradictionsOf } from './testing/files.js';
import {
  capture,
  confirmation,
  declined,
  homecoming,
  opened,
  otherExchange,
  repatriation,
  transfer,
  withdrawal,
} from './testing/sayings.js';

const buried = repatriation({ occurredAt: edtf('2023-05') });

describe('What contradicts itself in a file', () => {
  it('is a return of one whose remains were held to be home, until the identification is withdrawn', () => {
    const history = [capture(), buried, homecoming()];
    expect(contradictionsOf(...history)).toEqual(['returned-alive-and-remains-repatriated']);
    expect(contradictionsOf(...history, withdrawal(2))).toEqual([]);
  });

  it('is what cannot be so of a captivity: as those record it who may not see a return', () => {
    const later = edtf('2025-06-20');
    for (const unaware of [
      confirmation({ occurredAt: later }),
      transfer({ occurredAt: later }),
      homecoming({ occurredAt: later, exchange: otherExchange }),
    ]) {
      expect(contradictionsOf(capture(), homecoming(), unaware)).toEqual(['captivity-contradicts-itself']);
      expect(contradictionsOf(capture(), unaware)).toEqual([]);
    }
  });

  it('is that somebody was held after the remains came home', () => {
    const heardOf = confirmation({ occurredAt: edtf('2024-03') });
    expect(contradictionsOf(capture(), buried, heardOf)).toEqual(['held-after-remains-repatriated']);
    expect(contradictionsOf(capture(), buried, heardOf, withdrawal(2))).toEqual([]);
    const moved = transfer({ occurredAt: edtf('2024') });
    expect(contradictionsOf(buried, moved)).toEqual(['held-after-remains-repatriated']);
  });

  it('is not that somebody was held before, or may have been, whenever that was recorded', () => {
    expect(contradictionsOf(capture(), confirmation(), buried)).toEqual([]);
    expect(contradictionsOf(buried, confirmation(), capture({ occurredAt: edtf('2022') }))).toEqual([]);
    expect(contradictionsOf(buried, confirmation({ occurredAt: edtf('2023') }))).toEqual([]);
  });

  it('is a handover whose return was refused, until a return in that exchange stands', () => {
    const early = homecoming({ occurredAt: edtf('2025-06-09'), exchange: otherExchange });
    const refused = [capture(), early, declined()];
    expect(contradictionsOf(...refused)).toEqual(['handover-declined']);
    expect(contradictionsOf(...refused, withdrawal(2), homecoming())).toEqual([]);
    expect(contradictionsOf(capture(), homecoming(), declined({ refusal: 'nothing-new' }))).toEqual([]);
  });

  it('is such a handover until somebody who has dealt with it withdraws what was refused', () => {
    const history = [capture(), homecoming({ exchange: otherExchange }), declined()];
    given(cases, opened(), ...history)
      .when(withdrawStatement, withdrawal(3).data)
      .then(withdrawal(3));
    expect(contradictionsOf(...history, withdrawal(3))).toEqual([]);
  });
});
