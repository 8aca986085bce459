import { randomUUID } from 'node:crypto';
import { planExchange } from '#libs/agreements/src/actions/plan-exchange.js';
import { reachAgreement } from '#libs/agreements/src/actions/reach-agreement.js';
import { agreements } from '#libs/agreements/src/agreement-state.js';
import { exchanges } from '#libs/agreements/src/exchange-state.js';
import { planned, reached } from '#libs/agreements/src/testing/sayings.js';
import type { CaseEvent } from '#libs/cases/src/case-events.js';
import { openCase } from '#libs/cases/src/actions/open-case.js';
import { recordCapture } from '#libs/cases/src/actions/record-capture.js';
import { cases, type CaseState } from '#libs/cases/src/state.js';
import { capture, homecoming, opened } from '#libs/cases/src/testing/sayings.js';
import type { EventStore } from '#libs/event-store/src/event-store.js';
import { connectEventStore } from '#libs/event-store/src/eventstoredb.js';
import type { Recorded } from '#libs/stored-events/src/codec.js';
import { homewardCodec, type HomewardEvent } from '#libs/stored-events/src/homeward-events.js';
import { temporaryKeys } from '#libs/stored-events/src/testing/temporary-keys.js';
import { CommandHandling } from '../command-handling.js';
import type { Command, Expected } from '../command.js';

/** The agreement and the exchange that the sayings of cases name; the log may have them already. */
async function prepare(commands: CommandHandling): Promise<void> {
  const { agreement, exchange } = homecoming().data;
  const actor = { id: '5aff0000-0000-4000-8000-000000000002', role: 'negotiator' };
  const origin = () => ({ commandId: randomUUID(), actor, correlationId: 'prepare', causationId: 'prepare' });
  const fixed = { expected: 'new' } as const;
  await commands.execute({
    ...fixed,
    kind: agreements,
    id: String(agreement),
    rule: reachAgreement,
    ask: reached().data,
    origin: origin(),
  });
  await commands.execute({
    ...fixed,
    kind: exchanges,
    id: String(exchange),
    rule: planExchange,
    ask: planned({ agreements: agreement === null ? [] : [agreement] }).data,
    origin: origin(),
  });
}

/** A connection to a store, with real keys; as many instances of command handling as a test wants share both. */
export async function openDesk(connectionString: string) {
  const store = connectEventStore(connectionString);
  const temporary = await temporaryKeys();
  const { keys } = temporary;
  const codec = homewardCodec(keys);
  await store.ready(AbortSignal.timeout(20_000));
  const instance = (over: EventStore = store, resolveWithinMs = 20_000): CommandHandling =>
    new CommandHandling({
      store: over,
      codec,
      keys,
      clock: () => new Date('2025-07-01T09:00:00Z'),
      cacheBytes: 1_000_000,
      resolveWithinMs,
    });
  await prepare(instance());
  return {
    store,
    keys,
    codec,
    /** One more process's worth of command handling, with an empty cache. */
    instance,
    /** What the log holds of a case. */
    async log(id: string): Promise<Recorded<HomewardEvent>[]> {
      const found: Recorded<HomewardEvent>[] = [];
      for await (const stored of store.read(`case-${id}`)) found.push(await codec.decode(stored));
      return found;
    },
    async close() {
      await store.close();
      await temporary.remove();
    },
  };
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;

export function onCase<Event extends CaseEvent, Ask, Refusal extends string>(
  id: string,
  rule: Command<CaseState, Event, Ask, Refusal>['rule'],
  ask: Ask,
  expected: Expected,
  commandId: string = randomUUID(),
): Command<CaseState, Event, Ask, Refusal> {
  const actor = { id: '5aff0000-0000-4000-8000-000000000001', role: 'caseworker' };
  const origin = { commandId, actor, correlationId: randomUUID(), causationId: commandId };
  return { kind: cases, id, rule, ask, expected, origin };
}

export const opening = (id: string, commandId?: string) =>
  onCase(id, openCase, opened().data, 'new', commandId);

export const capturing = (id: string, expected: Expected, commandId?: string) =>
  onCase(id, recordCapture, capture().data, expected, commandId);
