import { isDeepStrictEqual } from 'node:util';
import { accept, refuse, type Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { certainlyBefore } from '#libs/kernel/src/edtf/span.js';
import { unfit, type Unfit } from '#libs/kernel/src/statements/unfit.js';
import type { AgreementState } from '../agreement-state.js';
import { WITHOUT_NUMBER, type FigureStated } from '../events/figure-stated.event.js';
import { exchanges } from '../exchange-state.js';

type Refusal =
  | Unfit
  | 'no-such-agreement'
  | 'figure-missing'
  | 'figure-not-stated'
  | 'remains-are-all'
  | 'counted-past-the-statement'
  | 'rests-on-an-exchange';

/** Records that somebody stated a figure in public, beside whatever else was stated. */
export function stateFigure(
  state: AgreementState,
  ask: FigureStated['data'],
  today: CivilDay,
): Decision<FigureStated, Refusal> {
  if (state.reached === null) return refuse('no-such-agreement');
  const stated: FigureStated = { type: 'FigureStated', data: ask };
  if (state.figures.some((earlier) => isDeepStrictEqual(earlier, stated))) return accept();
  const reason = unfit(ask, today);
  if (reason !== null) return refuse(reason);
  if (WITHOUT_NUMBER.includes(ask.bound) !== (ask.figure === null))
    return refuse(ask.figure === null ? 'figure-missing' : 'figure-not-stated');
  if (ask.kind === 'remains' && ask.counted !== 'all') return refuse('remains-are-all');
  if (ask.through !== null && certainlyBefore(ask.occurredAt, ask.through))
    return refuse('counted-past-the-statement');
  return restsOnAnExchange(ask) ? refuse('rests-on-an-exchange') : accept(stated);
}

/** What an exchange's own stream says may be under its embargo; a statement made in public rests on who made it, or where. */
function restsOnAnExchange({ basis }: FigureStated['data']): boolean {
  return basis.some(
    (reference) => reference.kind === 'event' && reference.stream.startsWith(`${exchanges.prefix}-`),
  );
}
