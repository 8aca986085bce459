import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { Command, Outcome, Trace } from './command.js';
import type { Sight } from './sight.js';

export type Verdict<Event, Refusal extends string> =
  | { readonly kind: 'append'; readonly events: readonly Event[] }
  | { readonly kind: 'found'; readonly trace: Trace }
  | { readonly kind: 'answer'; readonly outcome: Outcome<Refusal> };

/**
 * What a command comes to on a stream as its caller sees it: look for its id, may the caller, then If-Match, then decide. Who may
 * change a stream is decided on all of it. Pure.
 */
export function judge<State, Event, Ask, Refusal extends string>(
  { origin, expected, permits, rule, ask }: Command<State, Event, Ask, Refusal>,
  sight: Sight<State>,
  today: CivilDay,
): Verdict<Event, Refusal> {
  const { stream, state, position } = sight;
  const revision = sight.revisions.last;
  const trace = stream.traces.get(origin.commandId);
  if (trace !== undefined) return { kind: 'found', trace };
  if (revision === null && expected !== 'new') return { kind: 'answer', outcome: { kind: 'no-such-stream' } };
  const word = permits?.(stream.state) ?? null;
  if (word !== null) return { kind: 'answer', outcome: { kind: 'not-permitted', word } };
  if (revision !== null && typeof expected === 'number' && expected !== revision) {
    return { kind: 'answer', outcome: { kind: 'stale', revision, since: sight.since(expected) } };
  }
  const decision = rule(state, ask, today);
  if (decision.kind === 'refused') {
    return { kind: 'answer', outcome: { kind: 'refused', refusal: decision.refusal } };
  }
  if (decision.events.length > 0) return { kind: 'append', events: decision.events };
  return { kind: 'answer', outcome: { kind: 'nothing-new', revision: revision ?? -1, position } };
}
