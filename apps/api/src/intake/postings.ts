import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { Readable } from 'node:stream';
import { Injectable, type OnApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { tooManyPostings } from '../http/access-problems.js';
import { ConsistencyTokens } from '../http/consistency-tokens.js';
import { explain } from '../http/explain-error.js';
import type { Problem } from '../http/problem.js';
import { bodyTooLarge } from '../http/problems.js';
import { callerOf } from '../http/request-facts.js';
import { answersTo } from './answers-to.js';
import { IntakeStreams } from './intake-streams.js';
import { Lanes, Slots } from './lanes.js';
import { LINE_BYTES, readLine, type ReadLine } from './line-form.js';
import { LineTaker } from './line-taker.js';
import { Places } from './places.js';
import type { Posting } from './posting.js';
import { linesIn, TooMuch } from './split-lines.js';
import { Tally } from './tally.js';
import { whileAllowed } from './while-allowed.js';

const MOST = { lineBytes: LINE_BYTES, bytes: 256 * 1_024 * 1_024, lines: 100_000 };
/** Of so many lines of a posting an answer may be due, so that the lines of one person are not waited for one by one. */
const DUE = 256;
/** So many lines are at work at once, of all postings together. */
const AT_WORK = 64;
/** So many postings of one person are read at once. */
const EACH = 4;
/** A connection on which nothing moves for so long, in or out, is given up. */
const IDLE_MS = 60_000;
/** How long what is still sent after the last answer is read away, so that the answer arrives. */
const LINGER_MS = 5_000;

/** Postings of lines: read and answered as a stream, never held whole. */
@Injectable()
export class Postings implements OnApplicationShutdown, OnModuleDestroy {
  readonly #slots = new Slots(AT_WORK);
  readonly #places = new Places(EACH);
  readonly #stopping = new AbortController();
  readonly #underWay = new Set<Promise<void>>();

  constructor(
    private readonly streams: IntakeStreams,
    private readonly taker: LineTaker,
    private readonly tokens: ConsistencyTokens,
  ) {
    setMaxListeners(0, this.#stopping.signal);
  }

  /** Nothing more is begun; what was begun is answered. */
  onModuleDestroy(): void {
    this.#stopping.abort();
  }

  /** What became of those whose senders are gone is recorded before the event store is closed. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  /** The answers to the lines in the body of this request. Throws a Problem when this caller posts no lines there now. */
  async begin(intake: string, request: FastifyRequest): Promise<Readable> {
    const caller = callerOf(request);
    const giveBack = this.#places.take(caller.id);
    if (giveBack === null) throw tooManyPostings();
    try {
      await this.streams.mustTakeLines(intake, caller, request.id);
    } catch (error) {
      giveBack();
      throw error;
    }
    request.raw.setTimeout(IDLE_MS);
    const posting = { intake, request, lanes: new Lanes(this.#slots), seen: new Map<string, string>() };
    const answers = Readable.from(this.#answers(posting), { objectMode: false }).once('close', giveBack);
    // It closes when its last answer is out, or what was begun is done that nobody waits for.
    const over = new Promise<void>((resolve) => answers.once('close', resolve));
    this.#underWay.add(over);
    void over.then(() => this.#underWay.delete(over));
    return answers;
  }

  async *#answers(posting: Posting): AsyncGenerator<string> {
    const tally = new Tally();
    let [end, isComplete, broken]: [string, boolean, unknown] = ['', false, undefined];
    try {
      const take = (line: ReadLine) => this.taker.take(posting, line);
      for await (const answer of answersTo(this.#lines(posting, tally), take, DUE, (left) =>
        tally.add(left),
      )) {
        tally.add(answer);
        yield `${JSON.stringify(answer)}\n`;
      }
      isComplete = true;
    } catch (error) {
      broken = error;
    } finally {
      // Also when nobody listens any more: what was taken is said in the intake's own stream.
      end = `${JSON.stringify(await this.#end(posting, tally, isComplete, broken))}\n`;
    }
    if (!isComplete) leaveSoon(posting.request);
    yield end;
  }

  async *#lines({ request }: Posting, tally: Tally): AsyncGenerator<ReadLine> {
    // The stream must live on when reading stops early: the answer goes out by the same connection.
    const body = (request.body as Readable).iterator({ destroyOnReturn: false });
    for await (const line of linesIn(whileAllowed(body, callerOf(request), this.#stopping.signal), MOST)) {
      const read = readLine(line);
      tally.read(read);
      yield read;
    }
  }

  /** The last line of the answer. Never throws. */
  async #end({ intake, request }: Posting, tally: Tally, isComplete: boolean, broken: unknown) {
    const said = { posting: randomUUID(), ...tally.close(), complete: isComplete };
    const outcomes = Object.fromEntries(said.outcomes.map(({ outcome, lines }) => [outcome, lines]));
    const problem = isComplete ? {} : { problem: problemOf(broken).body(request.id) };
    const about = { intake, ...said, lines: tally.lines, outcomes, ...problem };
    try {
      const { revision, position } = await this.streams.record(intake, said, callerOf(request), request.id);
      return { ...about, revision: String(revision), consistencyToken: this.tokens.seal(position) };
    } catch (error) {
      return { problem: explain(error).body(request.id), ...about, revision: null };
    }
  }
}

const problemOf = (error: unknown): Problem => (error instanceof TooMuch ? bodyTooLarge() : explain(error));

function leaveSoon({ raw }: FastifyRequest): void {
  setTimeout(() => raw.destroy(), LINGER_MS).unref();
}
