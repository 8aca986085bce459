import type { StreamKind } from '#libs/kernel/src/stream.js';
import type { AgreementEvent } from './agreement-events.js';
import type { AgreementReached } from './events/agreement-reached.event.js';
import type { FigureStated } from './events/figure-stated.event.js';

/** One instrument, and every figure stated of it; none replaces another. */
export interface AgreementState {
  readonly reached: AgreementReached | null;
  readonly figures: readonly FigureStated[];
}

export const agreements: StreamKind<AgreementState, AgreementEvent> = {
  prefix: 'agreement',
  empty: { reached: null, figures: [] },
  fold(state, event) {
    switch (event.type) {
      case 'AgreementReached':
        return { ...state, reached: state.reached ?? event };
      case 'FigureStated':
        return { ...state, figures: [...state.figures, event] };
    }
  },
};
