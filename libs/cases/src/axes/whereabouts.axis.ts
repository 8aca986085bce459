import { isDeepStrictEqual } from 'node:util';
import type { Personal } from '#libs/kernel/src/personal.js';
import type { Axis } from '#libs/kernel/src/two-times/answer-at.js';
import type { On } from './axes-of.js';

/** Where the person is, as far as known; `place` where the statement names one. */
export interface Whereabouts {
  readonly phase: 'not-known' | 'in-captivity' | 'in-hospital' | 'escaped' | 'returned';
  readonly place: Personal<string> | null;
}

const isOut = ({ phase }: Whereabouts): boolean => phase === 'escaped' || phase === 'returned';

/**
 * Where, and not how sure anybody is that the person is held: that is the captivity's phase, and neither overwrites
 * the other. A confirmation that names no place leaves the whereabouts as they were.
 */
export const whereaboutsAxis: Axis<Whereabouts, On<'whereabouts'>> = {
  start: { phase: 'not-known', place: null },
  step(value, event) {
    switch (event.type) {
      case 'Captured':
        return value.phase === 'not-known' || isOut(value) ? { phase: 'in-captivity', place: null } : value;
      case 'CaptivityConfirmed':
        if (isOut(value)) return undefined;
        if (event.data.place !== null) return { phase: 'in-captivity', place: event.data.place };
        return value.phase === 'not-known' ? { phase: 'in-captivity', place: null } : value;
      case 'Transferred':
        return isOut(value) ? undefined : { phase: 'in-captivity', place: event.data.to };
      case 'HospitalAdmitted':
        return isOut(value) ? undefined : { phase: 'in-hospital', place: event.data.place };
      case 'Escaped':
        return isOut(value) ? undefined : { phase: 'escaped', place: null };
      case 'Returned':
        return value.phase === 'returned' ? undefined : { phase: 'returned', place: event.data.place };
    }
  },
  same: isDeepStrictEqual,
};
