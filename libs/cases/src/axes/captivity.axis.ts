import type { Entry } from '#libs/kernel/src/statements/standing.js';
import type { Axis } from '#libs/kernel/src/two-times/answer-at.js';
import { foldAxis } from '#libs/kernel/src/two-times/fold-axis.js';
import type { CaseStatement } from '../case-events.js';
import { statementsOn, type On } from './axes-of.js';

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

const hasEnded = ({ phase }: Captivity): boolean => phase === 'released' || phase === 'escaped';

function whenCaptured(value: Captivity): Captivity | undefined {
  if (!isHeld(value)) return { phase: 'alleged', episode: value.episode + 1, capture: true };
  return value.capture ? undefined : { ...value, capture: true };
}

function whenConfirmed(value: Captivity, by: 'icrc' | 'unofficial'): Captivity | undefined {
  const confirmed = by === 'icrc' ? 'confirmed-by-icrc' : 'unofficially-confirmed';
  switch (value.phase) {
    case 'none-known':
      return { phase: confirmed, episode: 1, capture: false };
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

/**
 * How sure it is that the person is held, and how that ended. Where the person is held is another question (ICRC): a
 * transfer leaves the phase as it is. Who escaped and came home later has escaped: the return ended no captivity.
 */
export const captivityAxis: Axis<Captivity, On<'captivity'>> = {
  start: { phase: 'none-known', episode: 0, capture: false },
  step(value, event) {
    switch (event.type) {
      case 'Captured':
        return whenCaptured(value);
      case 'CaptivityConfirmed':
        return whenConfirmed(value, event.data.by);
      case 'Transferred':
      case 'HospitalAdmitted':
        return hasEnded(value) ? undefined : value;
      case 'Escaped':
        return isHeld(value) ? { ...value, phase: 'escaped' } : undefined;
      case 'Returned':
        if (value.phase === 'escaped') return value;
        return isHeld(value) ? { ...value, phase: 'released' } : undefined;
    }
  },
  same: (a, b) => a.phase === b.phase && a.episode === b.episode && a.capture === b.capture,
};

/**
 * The phase that rules decide by. A return or an escape that stands ends the captivity even where the capture before it
 * was withdrawn: only a capture recorded after it starts another. Who came home after an escape has returned.
 */
export function captivityPhase(statements: readonly Entry<CaseStatement>[]): CaptivityPhase {
  const told = statementsOn('captivity', statements);
  const turn = told.findLast(({ event }) => TURNS.includes(event.type))?.event.type;
  if (turn === 'Returned') return 'released';
  return turn === 'Escaped' ? 'escaped' : foldAxis(captivityAxis, told).value.phase;
}

const TURNS: readonly CaseStatement['type'][] = ['Captured', 'Escaped', 'Returned'];
