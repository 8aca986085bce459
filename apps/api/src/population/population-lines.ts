import { setMaxListeners } from 'node:events';
import { Readable } from 'node:stream';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { TokenRefused } from '#libs/access/src/token-verifier.js';
import type { PersonRow } from '#libs/cases/src/person-row.js';
import { RowCounts } from '#libs/cases/src/row-counts.js';
import type { CaseId } from '#libs/kernel/src/ids.js';
import type { When } from '#libs/kernel/src/two-times/when.js';
import { PopulationQuery } from '#libs/read-models/src/case-file/population.query.js';
import { readingEverybody } from '../http/access-problems.js';
import { explain } from '../http/explain-error.js';
import { nextOrStopped } from '../http/next-or-stopped.js';
import { apiStopping } from '../http/problems.js';
import { Reading } from '../http/reading.js';
import { callerOf } from '../http/request-facts.js';
import { Places } from '../intake/places.js';

/** A connection on which nothing moves for so long is given up. */
const IDLE_MS = 60_000;
/** How long the last line has to go out once the api stops: somebody may have ceased to read. */
const LAST_LINE_MS = 2_000;

interface Told {
  readonly knownAt: Date;
  readonly lines: Readable;
}

type Batches = AsyncGenerator<readonly PersonRow[], void>;

/** Tells of everybody, line by line: a batch of cases is read when the one before was taken, and none for somebody who left. */
@Injectable()
export class PopulationLines implements OnModuleDestroy {
  readonly #places = new Places(1);
  readonly #stopping = new AbortController();

  constructor(
    private readonly queries: QueryBus,
    private readonly reading: Reading,
  ) {
    setMaxListeners(0, this.#stopping.signal);
  }

  /** An answer that is under way ends at once. */
  onModuleDestroy(): void {
    this.#stopping.abort();
  }

  /** Recorded before anything is told. Throws a Problem if it cannot be, and while the caller is told of everybody already. */
  async begin(request: FastifyRequest, view: When, after: CaseId | null): Promise<Told> {
    await this.reading.isUpToDate(request, ['cases', 'exchanges']);
    const caller = callerOf(request);
    const giveBack = this.#places.take(caller.id);
    if (giveBack === null) throw readingEverybody();
    try {
      const now = new Date();
      const knownAt = view.knownAt !== null && view.knownAt < now ? view.knownAt : now;
      const batches: Batches = await this.queries.execute(new PopulationQuery(caller, view, after));
      const first = await batches.next();
      await this.reading.loggedUncounted(request, ['everybody']);
      request.raw.setTimeout(IDLE_MS);
      this.#leaveWhenStopping(request);
      const lines = this.#lines(request, first.value ?? [], batches, { ...view, knownAt });
      // It closes when all was told, or nobody listens any more.
      return { knownAt, lines: Readable.from(lines, { objectMode: false }).once('close', giveBack) };
    } catch (error) {
      giveBack();
      throw error;
    }
  }

  async *#lines(
    request: FastifyRequest,
    first: readonly PersonRow[],
    rest: Batches,
    view: When,
  ): AsyncGenerator<string> {
    const counts = new RowCounts();
    let broken: unknown;
    try {
      if (first.length > 0) yield linesOf(first, counts);
      for (;;) {
        if (callerOf(request).expiresAt <= new Date()) throw new TokenRefused('expired');
        const next = await nextOrStopped(this.#stopping.signal, rest);
        if (next === 'stopped') throw apiStopping('Go on behind the last case that you were told of.');
        if (next.done === true) break;
        if (next.value.length > 0) yield linesOf(next.value, counts);
      }
    } catch (error) {
      broken = error;
    } finally {
      // The batch that it is at may take a while yet: the last line does not wait for that.
      void rest.return();
    }
    const end = { people: counts.people, counts: countsIn(counts), ...view };
    const problem = broken === undefined ? {} : { problem: explain(broken).body(request.id) };
    yield `${JSON.stringify({ ...end, complete: broken === undefined, ...problem })}\n`;
  }

  /** The connection of somebody who does not take the last line is closed: else the api would wait for it. */
  #leaveWhenStopping({ raw: { socket } }: FastifyRequest): void {
    // Of one that is gone already nothing would take the listener away.
    if (socket.destroyed) return;
    const { signal } = this.#stopping;
    const leave = (): void => void setTimeout(() => socket.destroy(), LAST_LINE_MS).unref();
    if (signal.aborted) return leave();
    signal.addEventListener('abort', leave);
    socket.once('close', () => signal.removeEventListener('abort', leave));
  }
}

function linesOf(rows: readonly PersonRow[], counts: RowCounts): string {
  for (const row of rows) counts.add(row);
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

const countsIn = (counts: RowCounts): object =>
  Object.fromEntries(counts.byState().map(([state, answers]) => [state, Object.fromEntries(answers)]));
