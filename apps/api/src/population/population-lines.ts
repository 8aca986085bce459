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
import { apiStopping } from '../http/problems.js';
import { Reading } from '../http/reading.js';
import { callerOf } from '../http/request-facts.js';
import { Places } from '../intake/places.js';

/** A connection on which nothing moves for so long is given up. */
const IDLE_MS = 60_000;

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
  ) {}

  /** An answer that is under way ends after the batch that it is at. */
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
        this.#mayGoOn(request);
        const { value: rows, done } = await rest.next();
        if (done === true) break;
        if (rows.length > 0) yield linesOf(rows, counts);
      }
    } catch (error) {
      broken = error;
    } finally {
      await rest.return();
    }
    const end = { people: counts.people, counts: countsIn(counts), ...view };
    const problem = broken === undefined ? {} : { problem: explain(broken).body(request.id) };
    yield `${JSON.stringify({ ...end, complete: broken === undefined, ...problem })}\n`;
  }

  /** Throws once the caller's token has ended, or the api is being stopped. */
  #mayGoOn(request: FastifyRequest): void {
    if (this.#stopping.signal.aborted) throw apiStopping('Go on behind the last case that you were told of.');
    if (callerOf(request).expiresAt <= new Date()) throw new TokenRefused('expired');
  }
}

function linesOf(rows: readonly PersonRow[], counts: RowCounts): string {
  for (const row of rows) counts.add(row);
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

const countsIn = (counts: RowCounts): object =>
  Object.fromEntries(counts.byState().map(([state, answers]) => [state, Object.fromEntries(answers)]));
