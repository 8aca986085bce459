import { certainlyBefore } from '#libs/kernel/src/edtf/span.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import type { Entry } from '#libs/kernel/src/statements/standing.js';
import type { Axis } from '#libs/kernel/src/two-times/answer-at.js';
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
 * True when the dates of the captivity's statements cannot all hold in the order in which they were recorded:
 * a return certainly before its capture, or a capture certainly before the return that ended the last episode.
 */
export function datesContradict(statements: readonly Entry<CaseStatement>[]): boolean {
  let captured: Edtf | null = null;
  let returned: Edtf | null = null;
  for (const { event } of statementsOn('captivity', statements)) {
    switch (event.type) {
      case 'Captured':
        if (returned !== null && certainlyBefore(event.data.occurredAt, returned)) return true;
        captured = event.data.occurredAt;
        break;
      case 'Returned':
        if (captured !== null && certainlyBefore(event.data.occurredAt, captured)) return true;
        [captured, returned] = [null, event.data.occurredAt];
        break;
      case 'CaptivityConfirmed':
        if (captured !== null && certainlyBefore(event.data.occurredAt, captured)) return true;
        break;
    }
  }
  return false;
}
