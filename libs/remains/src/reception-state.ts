import type { StreamKind } from '#libs/kernel/src/stream.js';
import type { ContainersCounted } from './events/containers-counted.event.js';
import type { ContainersReceived } from './events/containers-received.event.js';
import type { ReceptionEvent } from './reception-events.js';

/** One reception of containers, and every count stated later; no count replaces another. */
export interface ReceptionState {
  readonly received: ContainersReceived | null;
  readonly counted: readonly ContainersCounted[];
}

export const receptions: StreamKind<ReceptionState, ReceptionEvent> = {
  prefix: 'reception',
  empty: { received: null, counted: [] },
  fold(state, event) {
    switch (event.type) {
      case 'ContainersReceived':
        return { ...state, received: state.received ?? event };
      case 'ContainersCounted':
        return { ...state, counted: [...state.counted, event] };
    }
  },
};
