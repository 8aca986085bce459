import type { StreamKind } from '#libs/kernel/src/stream.js';
import type { AgreementEvent } from './agreement-events.js';
import type { AgreementReached } from './events/agreement-reached.event.js';

export interface AgreementState {
  readonly reached: AgreementReached | null;
}

export const agreements: StreamKind<AgreementState, AgreementEvent> = {
  prefix: 'agreement',
  empty: { reached: null },
  fold(state, event) {
    switch (event.type) {
      case 'AgreementReached':
        return { reached: state.reached ?? event };
    }
  },
};
