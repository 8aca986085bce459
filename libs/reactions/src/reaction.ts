import type { Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { ExchangeId } from '#libs/kernel/src/ids.js';
import type { StreamKind } from '#libs/kernel/src/stream.js';
import type { Recorded } from '#libs/stored-events/src/codec.js';
import type { HomewardEvent } from '#libs/stored-events/src/homeward-events.js';

/** What a reaction asks of one stream. The rule always yields an event the first time: an outcome is always written. */
export interface Consequence<State, Event extends HomewardEvent, Ask> {
  readonly kind: StreamKind<State, Event>;
  readonly id: string;
  readonly rule: (state: State, ask: Ask, today: CivilDay) => Decision<Event, never>;
  readonly ask: Ask;
  /**
   * The exchange that it is about. Of other embargoed exchanges the rule sees nothing: what follows from an event would else tell those
   * who may see that event whether the stream holds something that they may not know of.
   */
  readonly knows: ExchangeId;
}

/** An event on one stream that leads to commands on others. Its name is part of their ids and never changes. */
export interface Reaction<Cause extends HomewardEvent, State, Event extends HomewardEvent, Ask> {
  readonly name: string;
  readonly on: Cause['type'];
  consequences(cause: Recorded<Cause>): readonly Consequence<State, Event, Ask>[];
}
