import type { StreamKind } from '#libs/kernel/src/stream.js';
import type { IntakeClosed } from './events/intake-closed.event.js';
import type { IntakeLinesTaken } from './events/intake-lines-taken.event.js';
import type { IntakeOpened } from './events/intake-opened.event.js';
import type { IntakeEvent } from './intake-events.js';

/** One list being taken in. What its lines said stands in the streams of the persons, not here. */
export interface IntakeState {
  readonly opened: IntakeOpened | null;
  readonly postings: readonly IntakeLinesTaken[];
  readonly closed: IntakeClosed | null;
}

export const intakes: StreamKind<IntakeState, IntakeEvent> = {
  prefix: 'intake',
  empty: { opened: null, postings: [], closed: null },
  fold(state, event) {
    switch (event.type) {
      case 'IntakeOpened':
        return { ...state, opened: state.opened ?? event };
      case 'IntakeLinesTaken':
        return { ...state, postings: [...state.postings, event] };
      case 'IntakeClosed':
        return { ...state, closed: state.closed ?? event };
    }
  },
};

/** An intake is one person's work: whoever opened it posts its lines and closes it. True as well for one that does not exist yet. */
export const isOpenedBy = ({ opened }: IntakeState, staff: string): boolean =>
  opened === null || opened.data.openedBy === staff;
