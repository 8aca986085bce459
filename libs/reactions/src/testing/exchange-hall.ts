import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import pg from 'pg';
import { pino } from 'pino';
import { planExchange } from '#libs/agreements/src/actions/plan-exchange.js';
import { reachAgreement } from '#libs/agreements/src/actions/reach-agreement.js';
import { agreements } from '#libs/agreements/src/agreement-state.js';
import { exchanges } from '#libs/agreements/src/exchange-state.js';
import { agreement, confirmed, planned, reached } from '#libs/agreements/src/testing/sayings.js';
import { homecoming } from '#libs/cases/src/testing/sayings.js';
import type { Category } from '#libs/kernel/src/category.js';
import { caseId, handoverId, type AgreementId } from '#libs/kernel/src/ids.js';
import type { Basis } from '#libs/kernel/src/basis.js';
import { CommandHandling } from '#libs/command-handling/src/command-handling.js';
import type { Command, Expected } from '#libs/command-handling/src/command.js';
import { startEventStore } from '#libs/embedded/src/event-store/start-event-store.js';
import { connectEventStore } from '#libs/event-store/src/eventstoredb.js';
import { StoredReactionPositions } from '#libs/records/src/reaction-positions.js';
import type { Recorded } from '#libs/stored-events/src/codec.js';
import { homewardCodec, type HomewardEvent } from '#libs/stored-events/src/homeward-events.js';
import { temporaryKeys } from '#libs/stored-events/src/testing/temporary-keys.js';
import { migratedDatabase } from '#test/support/postgres.js';
import type { ReactionsStatus } from '../reaction-status.js';
import { runReactions } from '../run-reactions.js';

export const NAME = 'handover-returns-people';
const doneBy: Basis = [{ kind: 'source', speaker: 'coordination-headquarters' }];

/** A store, keys and a database, with all that a test of reactions asks of them. */
export async function openHall() {
  const server = await startEventStore({ dataDir: undefined, port: 0 });
  const fresh = await migratedDatabase([]);
  const positions = new StoredReactionPositions(fresh.url);
  const temporary = await temporaryKeys();
  const store = connectEventStore(server.connectionString);
  const codec = homewardCodec(temporary.keys);
  const handling = () =>
    new CommandHandling({
      store,
      codec,
      keys: temporary.keys,
      clock: () => new Date('2025-07-01T09:00:00Z'),
      cacheBytes: 1_000_000,
      resolveWithinMs: 10_000,
    });
  const commands = handling();
  const failures: unknown[] = [];
  const said: string[] = [];
  const status: ReactionsStatus = {};
  const logger = pino({ level: 'debug' }, { write: (line: string) => void said.push(line) });

  async function log(): Promise<Recorded<HomewardEvent>[]> {
    const found: Recorded<HomewardEvent>[] = [];
    for await (const stored of store.readAll(null)) found.push(await codec.decode(stored));
    return found;
  }
  async function dealtWithAll(): Promise<void> {
    const last = (await log()).findLast(({ event }) => event.type === 'HandoverConfirmed');
    const place = async () => (await positions.read(NAME))?.position ?? -1n;
    while ((await place()) < (last?.position ?? 0n)) await turn();
  }

  /** As an older log may have it: a manifest that names somebody without a case would be refused today. */
  async function appendUnchecked(stream: string, revision: number, event: HomewardEvent): Promise<void> {
    const id = randomUUID();
    const actor = { id: '5aff0000-0000-4000-8000-000000000002', role: 'negotiator' };
    const ids = { commandId: id, digest: '0'.repeat(64), $correlationId: id, $causationId: id };
    const encoded = await codec.encode(stream, event, { eventId: id, metadata: { actor, ...ids } });
    const outcome = await store.append(stream, revision, [encoded]);
    if (outcome.kind !== 'appended') throw new Error(`${stream}: ${outcome.kind}`);
  }

  return {
    keys: temporary.keys,
    positions,
    failures,
    said,
    status,
    databaseUrl: fresh.url,
    store,
    log,
    processArguments: [server.connectionString, fresh.url, temporary.folder, temporary.kekFile],
    async do<State, Event extends HomewardEvent, Ask, Refusal extends string>(
      kind: Command<State, Event, Ask, Refusal>['kind'],
      id: string,
      rule: Command<State, Event, Ask, Refusal>['rule'],
      ask: Ask,
      expected: Expected = 'latest',
    ): Promise<void> {
      const commandId = randomUUID();
      const actor = { id: '5aff0000-0000-4000-8000-000000000001', role: 'caseworker' };
      const origin = { commandId, actor, correlationId: randomUUID(), causationId: commandId };
      const outcome = await commands.execute({ kind, id, rule, ask, expected, origin });
      if (outcome.kind !== 'done') throw new Error(`${kind.prefix}: ${JSON.stringify(outcome.kind)}`);
    },
    async forgetPositions(): Promise<void> {
      const client = new pg.Client({ connectionString: fresh.url });
      await client.connect();
      await client.query('DELETE FROM records.reaction_position');
      await client.end();
    },
    /** Makes the agreement and the exchange that the sayings of cases name. */
    async prepare(): Promise<void> {
      await this.do(agreements, agreement, reachAgreement, reached().data, 'new');
      const { exchange } = homecoming().data;
      if (exchange !== null) await this.do(exchanges, exchange, planExchange, planned().data, 'new');
    },
    /** Plans an exchange and confirms one handover with these people on its manifest. Answers the exchange's id. */
    async handOver(...ids: readonly string[]): Promise<string> {
      const id = randomUUID();
      await this.do(exchanges, id, planExchange, planned({ basis: doneBy }).data, 'new');
      const manifest = ids.map((person, n) => ({ case: caseId(person), ...underOf(n) }));
      await appendUnchecked(`exchange-${id}`, 0, confirmed({ handover: handoverId(randomUUID()), manifest }));
      return id;
    },
    /** Runs the reactions until everything in the log has been dealt with, or until told otherwise. */
    async react(runners = 1, done: () => Promise<void> = dealtWithAll): Promise<void> {
      const stopping = new AbortController();
      const failed = (_: string, error: unknown) => void failures.push(error);
      const parts = { store, codec, positions, status, log: logger, signal: stopping.signal, failed };
      const running = Array.from({ length: runners }, () => runReactions({ ...parts, commands: handling() }));
      try {
        await done();
      } finally {
        stopping.abort();
        await Promise.all(running);
      }
    },
    async close(): Promise<void> {
      await store.close();
      await temporary.remove();
      await positions.close();
      await fresh.drop();
      await server.stop();
    },
  };
}

export type Hall = Awaited<ReturnType<typeof openHall>>;

/** Agreement and category are of each person; every third one came outside of any. */
export function underOf(n: number): { agreement: AgreementId | null; category: Category | null } {
  if (n % 3 === 2) return { agreement: null, category: null };
  return { agreement, category: n % 3 === 0 ? 'seriously-ill-or-wounded' : 'aged-18-to-25' };
}
