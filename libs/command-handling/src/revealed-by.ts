import { isDeepStrictEqual } from 'node:util';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { ExchangeId } from '#libs/kernel/src/ids.js';
import type { Command } from './command.js';
import type { Sight } from './sight.js';

/**
 * The exchanges of which the events of a command tell by being there: without what reveals them the rule would have come to something
 * else. What the caller could not see cannot be told.
 */
export function revealedBy<State, Event, Ask, Refusal extends string>(
  { rule, ask }: Command<State, Event, Ask, Refusal>,
  sight: Sight<State>,
  today: CivilDay,
  events: readonly Event[],
): ExchangeId[] {
  const seen = [...sight.stream.reveals].filter((exchange) => !sight.hidden.has(exchange));
  const needs = (exchanges: readonly ExchangeId[]): boolean =>
    !isDeepStrictEqual(rule(sight.stateWithout(exchanges), ask, today), { kind: 'accepted', events });
  const alone = seen.filter((exchange) => needs([exchange]));
  const others = seen.filter((exchange) => !alone.includes(exchange));
  // Either of two may be enough: then both are told of, rather than none.
  return others.length > 1 && needs(others) ? seen : alone;
}
