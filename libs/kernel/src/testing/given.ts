import { afterEach, expect, it } from '@jest/globals';
import { accept, refuse, type Decision, type Explanation } from '../decision.js';
import { civilDay, type CivilDay } from '../edtf/civil-day.js';
import type { StreamKind } from '../stream.js';

type Rule<State, Ask, Event, Refusal extends string> = (
  state: State,
  ask: Ask,
  today: CivilDay,
) => Decision<Event, Refusal>;

/** The day on which rules are asked, unless a test says otherwise. */
export const TODAY = civilDay('2025-06-30');

let unjudged = 0;

afterEach(() => {
  const left = unjudged;
  unjudged = 0;
  if (left > 0)
    throw new Error('A rule was asked and its answer never judged: end with .then() or .refused().');
});

/** The state after these events, counted from revision 0. */
export function stateAfter<State, Event>(kind: StreamKind<State, Event>, events: readonly Event[]): State {
  return events.reduce((state, event, revision) => kind.fold(state, event, revision), kind.empty);
}

/**
 * `given(kind, ...events).when(rule, ask).then(...events)` or `.refused(word)`. Every ask that is accepted is
 * made a second time, and must then yield nothing.
 */
export function given<State, Event>(kind: StreamKind<State, Event>, ...events: Event[]) {
  return {
    when<Ask, Made extends Event, Refusal extends string>(
      rule: Rule<State, Ask, Made, Refusal>,
      ask: Ask,
      today: CivilDay = TODAY,
    ): Answer<Made, Refusal> {
      const decision = rule(stateAfter(kind, events), ask, today);
      if (decision.kind === 'accepted') {
        const again = rule(stateAfter(kind, [...events, ...decision.events]), ask, today);
        expect({ askedAgain: again }).toEqual({ askedAgain: accept() });
      }
      unjudged += 1;
      return answer(decision);
    },
  };
}

export interface Answer<Event, Refusal extends string> {
  then(...events: Event[]): void;
  refused(word: Refusal): void;
}

function answer<Event, Refusal extends string>(decision: Decision<Event, Refusal>): Answer<Event, Refusal> {
  const then = (...events: Event[]) => {
    judge(decision, accept(...events), then);
  };
  const refused = (word: Refusal) => {
    judge(decision, refuse(word), refused);
  };
  return { then, refused };
}

/** A failure points at the line of the test, not at this file. */
function judge(decision: unknown, expected: unknown, from: (...args: never[]) => void): void {
  unjudged -= 1;
  try {
    expect(decision).toEqual(expected);
  } catch (failure) {
    if (failure instanceof Error) Error.captureStackTrace(failure, from);
    throw failure;
  }
}

type RefusalOf<R> = R extends (...asked: never[]) => Decision<unknown, infer Refusal> ? Refusal : never;

/** One test for each word with which the rule can refuse: a word without one does not compile. */
export function itRefuses<R extends Rule<never, never, unknown, string>>(
  _rule: R,
  explained: Readonly<Record<RefusalOf<R>, Explanation>>,
  asked: Readonly<Record<RefusalOf<R>, () => Answer<unknown, RefusalOf<R>>>>,
): void {
  for (const word of Object.keys(asked) as RefusalOf<R>[]) {
    it(`refuses as ${word}: ${explained[word].rule}`, () => {
      asked[word]().refused(word);
    });
  }
}
