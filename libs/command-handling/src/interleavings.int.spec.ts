import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { confirmCaptivity } from '#libs/cases/src/actions/confirm-captivity.js';
import { recordCapture } from '#libs/cases/src/actions/record-capture.js';
import { recordReturn } from '#libs/cases/src/actions/record-return.js';
import { withdrawStatement } from '#libs/cases/src/actions/withdraw-statement.js';
import type { CaseEvent } from '#libs/cases/src/case-events.js';
import { cases, type CaseState } from '#libs/cases/src/state.js';
import { capture, confirmation, homecoming, withdrawal } from '#libs/cases/src/testing/sayings.js';
import { startEventStore, type RunningEventStore } from '#libs/embedded/src/event-store/start-event-store.js';
import type { Decision } from '#libs/kernel/src/decision.js';
import { civilDay, type CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { Recorded } from '#libs/stored-events/src/codec.js';
import type { HomewardEvent } from '#libs/stored-events/src/homeward-events.js';
import { createdId } from './derived-ids.js';
import type { Command, Outcome } from './command.js';
import { onCase, openDesk, opening, type Desk } from './testing/desk.js';

type Ask =
  | { readonly deed: 'capture' | 'confirm' | 'return' }
  | { readonly deed: 'withdraw'; readonly revision: number };

function rule(state: CaseState, ask: Ask, today: CivilDay): Decision<CaseEvent, string> {
  switch (ask.deed) {
    case 'capture':
      return recordCapture(state, capture().data, today);
    case 'confirm':
      return confirmCaptivity(state, confirmation().data, today);
    case 'return':
      return recordReturn(state, homecoming().data, today);
    case 'withdraw':
      return withdrawStatement(state, withdrawal(ask.revision).data, today);
  }
}

const ask: fc.Arbitrary<Ask> = fc.oneof(
  fc.record({ deed: fc.constantFrom('capture' as const, 'confirm' as const, 'return' as const) }),
  fc.record({ deed: fc.constant('withdraw' as const), revision: fc.integer({ min: 1, max: 3 }) }),
);
/** `key` picks the command id: two steps with one key are a repeat, or a reuse if they ask differently. */
const step = fc.record({
  key: fc.nat(7),
  ask,
  expected: fc.oneof(fc.constant('latest' as const), fc.nat(4)),
  instance: fc.nat(1),
  /** Waits for all steps before it. */
  alone: fc.boolean(),
});

describe('commands of two instances, interleaved and repeated at random', () => {
  let server: RunningEventStore;
  let desk: Desk;
  beforeAll(async () => {
    server = await startEventStore({ dataDir: undefined, port: 0 });
    desk = await openDesk(server.connectionString);
  });
  afterAll(async () => {
    await desk.close();
    await server.stop();
  });

  it('end in a log that they could have written one after the other, and are each answered truly', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 14 }), async (steps) => {
        const instances = [desk.instance(), desk.instance()];
        const id = randomUUID();
        await desk.instance().execute(opening(id));
        const asked = steps.map((of) => ({
          of,
          command: onCase(id, rule, of.ask, of.expected, createdId(`${id}-${of.key}`)),
        }));
        let seen = 0;
        const running: Promise<Answer>[] = [];
        for (const { of, command } of asked) {
          if (of.alone) await Promise.all(running);
          const before = seen;
          const handling = instances[of.instance] ?? desk.instance();
          running.push(
            handling.execute(command).then((outcome) => {
              if (outcome.kind === 'done') seen = Math.max(seen, outcome.revision);
              return { outcome, command, before };
            }),
          );
        }
        const answers = await Promise.all(running);
        const log = await desk.log(id);
        const ids = log.map(({ metadata }) => metadata.commandId);
        expect(new Set(ids).size).toBe(ids.length);
        const told = answers.flatMap(({ outcome }) => (outcome.kind === 'done' ? [outcome.revision] : []));
        expect(new Set(told)).toEqual(new Set(log.slice(1).map(({ revision }) => revision)));
        for (const answer of answers) mustBeTrue(answer, log);
        // And once more, one by one, to an instance that knows nothing yet: the same answers, nothing appended.
        const fresh = desk.instance();
        for (const { outcome, command } of answers)
          if (outcome.kind === 'done')
            expect(await fresh.execute(command)).toEqual({ ...outcome, again: true });
        expect(await desk.log(id)).toHaveLength(log.length);
      }),
      { numRuns: 80 },
    );
  });
});

interface Answer {
  readonly outcome: Outcome<string>;
  readonly command: Command<CaseState, CaseEvent, Ask, string>;
  /** A revision that the log had reached when the command was sent. */
  readonly before: number;
}

/** Done is done by this very command; any other answer was right at some moment while it was asked. */
function mustBeTrue({ outcome, command, before }: Answer, log: readonly Recorded<HomewardEvent>[]): void {
  const { ask: asked, expected, origin } = command;
  const states = statesOf(log);
  const moments = states.map((state, revision) => ({ revision, says: rule(state, asked, TODAY) }));
  const found = log.find(({ metadata }) => metadata.commandId === origin.commandId);
  const during = moments.slice(before);
  switch (outcome.kind) {
    case 'done':
      expect(found?.revision).toBe(outcome.revision);
      return expect(moments[outcome.revision - 1]?.says).toEqual({
        kind: 'accepted',
        events: [found?.event],
      });
    case 'reused':
      return expect(found).toBeDefined();
    case 'refused':
      return expect(during.map(({ says }) => says)).toContainEqual(outcome);
    case 'nothing-new':
      return expect(during).toContainEqual({
        revision: outcome.revision,
        says: { kind: 'accepted', events: [] },
      });
    case 'stale':
      expect(outcome.revision).toBeGreaterThanOrEqual(before);
      return expect(outcome.revision).not.toBe(expected);
    case 'no-such-stream':
    case 'not-permitted':
    case 'names-nothing':
    case 'names-embargoed':
    case 'unknown':
      throw new Error(`${outcome.kind} is not true here`);
  }
}

/** The state after each revision. */
function statesOf(log: readonly Recorded<HomewardEvent>[]): CaseState[] {
  const states: CaseState[] = [];
  for (const { event, revision } of log)
    states.push(cases.fold(states.at(-1) ?? cases.empty, event as CaseEvent, revision));
  return states;
}

const TODAY = civilDay('2025-07-01');
