import type { Entry } from '#libs/kernel/src/statements/standing.js';
import type { Axis } from '#libs/kernel/src/two-times/answer-at.js';
import { foldAxis } from '#libs/kernel/src/two-times/fold-axis.js';
import type { CaseStatement } from '../case-events.js';
import { statementsOn, type On } from './axes-of.js';

export type CaptivityPhase =
  'none-known' | 'alleged' | 'unofficially-confirmed' | 'confirmed-by-icrc' | 'released';

/** Captivity comes in episodes, counted from 1; `capture` says whether this episode's capture was stated. */
export interface Captivity {
  readonly phase: CaptivityPhase;
  readonly episode: number;
  readonly capture: boolean;
}

export function isHeld({ phase }: Captivity): boolean {
  return phase === 'alleged' || phase === 'unofficially-confirmed' || phase === 'confirmed-by-icrc';
}

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
      return undefined;
  }
}

export const captivityAxis: Axis<Captivity, On<'captivity'>> = {
  start: { phase: 'none-known', episode: 0, capture: false },
  step(value, event) {
    switch (event.type) {
      case 'Captured':
        return whenCaptured(value);
      case 'CaptivityConfirmed':
        return whenConfirmed(value, event.data.by);
      case 'Returned':
        return isHeld(value) ? { ...value, phase: 'released' } : undefined;
    }
  },
  same: (a, b) => a.phase === b.phase && a.episode === b.episode && a.capture === b.capture,
};

/**
 * The phase that rules decide by. A return that stands ends the captivity even where the capture before it was
 * withdrawn: only a capture recorded after it starts another.
 */
export function captivityPhase(statements: readonly Entry<CaseStatement>[]): CaptivityPhase {
  const told = statementsOn('captivity', statements);
  const turn = told.findLast(({ event }) => event.type !== 'CaptivityConfirmed');
  return turn?.event.type === 'Returned' ? 'released' : foldAxis(captivityAxis, told).value.phase;
}
