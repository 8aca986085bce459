import type { Entry } from '#libs/kernel/src/statements/standing.js';
import type { Axis } from '#libs/kernel/src/two-times/answer-at.js';
import type { On } from './axes-of.js';

export type CaptivityPhase =
  'none-known' | 'alleged' | 'unofficially-confirmed' | 'confirmed-by-icrc' | 'released' | 'escaped';

/** Captivity comes in episodes, counted from 1; `capture` says whether this episode's capture was stated. */
export interface Captivity {
  readonly phase: CaptivityPhase;
  readonly episode: number;
  readonly capture: boolean;
}

export function isHeld({ phase }: Captivity): boolean {
  return phase === 'alleged' || phase === 'unofficially-confirmed' || phase === 'confirmed-by-icrc';
}

const begun = (value: Captivity, phase: CaptivityPhase): Captivity => ({
  phase,
  episode: value.episode + 1,
  capture: false,
});

function whenConfirmed(value: Captivity, by: 'icrc' | 'unofficial'): Captivity | undefined {
  const confirmed = by === 'icrc' ? 'confirmed-by-icrc' : 'unofficially-confirmed';
  switch (value.phase) {
    case 'none-known':
      return begun(value, confirmed);
    case 'alleged':
    case 'unofficially-confirmed':
      return { ...value, phase: confirmed };
    case 'confirmed-by-icrc':
      return value;
    case 'released':
    case 'escaped':
      return undefined;
  }
}

function whenHeld(value: Captivity): Captivity | undefined {
  if (value.phase === 'none-known') return begun(value, 'alleged');
  return isHeld(value) ? value : undefined;
}

function whenEnded(value: Captivity, phase: 'released' | 'escaped'): Captivity | undefined {
  if (value.phase === 'none-known') return begun(value, phase);
  return isHeld(value) ? { ...value, phase } : undefined;
}

/**
 * How sure it is that the person is held, and how that ended. Each statement says that the person was held, also where no capture was
 * recorded; only a capture begins another captivity after one that ended. Where the person is held is another
 * question (ICRC): a transfer leaves the phase as it is. Who escaped and came home later has escaped: the return
 * ended no captivity.
 */
export const captivityAxis: Axis<Captivity, On<'captivity'>> = {
  start: { phase: 'none-known', episode: 0, capture: false },
  step(value, event) {
    switch (event.type) {
      case 'Captured':
        return isHeld(value) ? undefined : { ...begun(value, 'alleged'), capture: true };
      case 'CaptivityConfirmed':
        return whenConfirmed(value, event.data.by);
      case 'Transferred':
      case 'HospitalAdmitted':
        return whenHeld(value);
      case 'Escaped':
        return whenEnded(value, 'escaped');
      case 'Returned':
        return value.phase === 'escaped' ? value : whenEnded(value, 'released');
    }
  },
  same: (a, b) => a.phase === b.phase && a.episode === b.episode && a.capture === b.capture,
};

const isEnd = ({ type }: On<'captivity'>): boolean => type === 'Escaped' || type === 'Returned';

/** The same axis where every captivity is known to have begun: nobody returns from one that has not. */
export const begunCaptivityAxis: Axis<Captivity, On<'captivity'>> = {
  ...captivityAxis,
  step: (value, event) =>
    value.phase === 'none-known' && isEnd(event) ? undefined : captivityAxis.step(value, event),
};

/** True where the first that is known of any captivity is its end. */
export function beginsWithAnEnd([first]: readonly Entry<On<'captivity'>>[]): boolean {
  return first !== undefined && isEnd(first.event);
}

/** The axis for these statements: on one day a capture comes before a return, unless nothing but the return is known. */
export function captivityAxisFor(told: readonly Entry<On<'captivity'>>[]): Axis<Captivity, On<'captivity'>> {
  return beginsWithAnEnd(told) ? captivityAxis : begunCaptivityAxis;
}
