import type { CaseId } from '#libs/kernel/src/ids.js';
import type { StreamKind } from '#libs/kernel/src/stream.js';
import type { EmbargoPlaced } from './events/embargo-placed.event.js';
import type { ExchangeCompleted } from './events/exchange-completed.event.js';
import type { ExchangePlanned } from './events/exchange-planned.event.js';
import type { HandoverConfirmed } from './events/handover-confirmed.event.js';
import type { ExchangeEvent } from './exchange-events.js';

/** The most people that one part of a manifest names: far below the store's limit of 1 MiB for an append. */
export const MANIFEST_LIMIT = 300;

/** The life of one exchange. `embargo` is the one in force, with its need-to-know list. */
export interface ExchangeState {
  readonly planned: ExchangePlanned | null;
  readonly embargo: EmbargoPlaced | 'never-placed' | 'lifted';
  readonly handovers: readonly HandoverConfirmed[];
  readonly completed: ExchangeCompleted | null;
}

export const exchanges: StreamKind<ExchangeState, ExchangeEvent> = {
  prefix: 'exchange',
  empty: { planned: null, embargo: 'never-placed', handovers: [], completed: null },
  fold(state, event) {
    switch (event.type) {
      case 'ExchangePlanned':
        return { ...state, planned: state.planned ?? event };
      case 'EmbargoPlaced':
        return state.completed === null ? { ...state, embargo: event } : state;
      case 'HandoverConfirmed':
        return { ...state, handovers: [...state.handovers, event] };
      case 'ExchangeCompleted':
        return {
          ...state,
          embargo: state.embargo === 'never-placed' ? 'never-placed' : 'lifted',
          completed: state.completed ?? event,
        };
    }
  },
};

/** Everyone who was handed over, by any part of any handover. */
export function handedOver({ handovers }: ExchangeState): ReadonlySet<CaseId> {
  return new Set(handovers.flatMap(({ data }) => data.manifest.map((person) => person.case)));
}
