import { setTimeout as pause } from 'node:timers/promises';
import type { AppendOutcome, EventStore, NewEvent } from '#libs/event-store/src/event-store.js';
import { dayOf } from '#libs/kernel/src/edtf/civil-day.js';
import type { ExchangeId } from '#libs/kernel/src/ids.js';
import { streamName, type StreamKind } from '#libs/kernel/src/stream.js';
import { canonicalJson } from '#libs/stored-events/src/canonical-json.js';
import { commandDigest } from '#libs/stored-events/src/digest.js';
import type { HomewardCodec, HomewardEvent } from '#libs/stored-events/src/homeward-events.js';
import type { Keys } from '#libs/stored-events/src/keys.js';
import { crashPoint } from '#libs/kernel/src/crash-point.js';
import { askedBy, circumstancesOf, type Asked } from './asked-by.js';
import type { Command, Outcome, Trace } from './command.js';
import { eventId } from './derived-ids.js';
import { ExistingStreams } from './existing-streams.js';
import { judge } from './judge.js';
import { emptyStream, extend, type Folded, type LoadedStream } from './loaded-stream.js';
import { revealedBy } from './revealed-by.js';
import type { Sight } from './sight.js';
import { Sights } from './sights.js';
import { StreamCache } from './stream-cache.js';

export interface CommandHandlingParts {
  readonly store: EventStore;
  readonly codec: HomewardCodec;
  readonly keys: Keys;
  /** The only clock that a rule sees. */
  readonly clock: () => Date;
  readonly cacheBytes: number;
  /** How long an append without an answer is asked again before the caller is told that it is unknown. */
  readonly resolveWithinMs: number;
}

/** How often a command is decided again because others wrote first; each time the stream has moved on. */
const DECISIONS = 50;

/** Load, decide, append at the exact revision. The only part of Homeward that appends. */
export class CommandHandling {
  readonly #cache: StreamCache;
  readonly #streams: ExistingStreams;
  readonly #sights: Sights;

  constructor(readonly parts: CommandHandlingParts) {
    this.#cache = new StreamCache(parts.cacheBytes);
    this.#streams = new ExistingStreams(parts.store);
    this.#sights = new Sights(async <State>(kind: StreamKind<State, never>, name: string) =>
      this.#advance(kind, name, (await this.#cached<State>(name)) ?? emptyStream(kind)),
    );
  }

  /**
   * Carries a command out, or says why not. Throws EventStoreUnavailable when the stream cannot be read, SubjectErased
   * when no more can be stored of its person, and what the codec and the keys throw.
   */
  async execute<State, Event extends HomewardEvent, Ask, Refusal extends string>(
    command: Command<State, Event, Ask, Refusal>,
  ): Promise<Outcome<Refusal>> {
    const name = streamName(command.kind, command.id);
    const cached = await this.#cached<State>(name);
    let stream = cached ?? (await this.#advance(command.kind, name, emptyStream(command.kind)));
    // A cached fold may lead only to an append: any other answer is given on a stream just read.
    let fresh = cached === undefined;
    for (let decisions = 0; decisions < DECISIONS; decisions++) {
      const today = dayOf(this.parts.clock());
      const sight = await this.#sights.of(command.kind, stream, command);
      const { ask, permits, maySee, embargoed } = await this.#sights.asked(command, name, sight);
      const asked = { ...command, ask, permits };
      const verdict = judge(asked, sight, today);
      if (verdict.kind === 'found') return this.#answerAgain(name, command, sight, verdict.trace);
      if (verdict.kind === 'append') {
        const missing = await this.#streams.firstMissing(verdict.events, maySee);
        if (missing !== null) return { kind: 'names-nothing', pointer: missing.pointer };
        if (embargoed !== null) return { kind: 'names-embargoed', pointer: embargoed };
        const reveals = revealedBy(asked, sight, today, verdict.events);
        const appended = await this.#append(command, name, sight, verdict.events, reveals);
        if (appended !== 'conflict') return appended;
      } else if (fresh) {
        return verdict.outcome;
      }
      stream = await this.#advance(command.kind, name, stream);
      fresh = true;
    }
    return { kind: 'unknown' };
  }

  /** The cached fold, unless the key was erased since, by whichever process: what a fold says must not outlive it. */
  async #cached<State>(name: string): Promise<LoadedStream<State> | undefined> {
    const cached = this.#cache.get<State>(name);
    if (cached === undefined || (await this.parts.keys.find(name)) !== 'erased') return cached;
    this.#cache.drop(name);
    return undefined;
  }

  async #advance<State, Event extends HomewardEvent>(
    kind: Command<State, Event, unknown, string>['kind'],
    name: string,
    from: LoadedStream<State>,
  ): Promise<LoadedStream<State>> {
    const more: Folded[] = [];
    let bytes = 0;
    for await (const stored of this.parts.store.read(name, (from.revision ?? -1) + 1)) {
      more.push(await this.parts.codec.decode(stored));
      bytes += stored.data.length + stored.metadata.length;
    }
    const stream = extend(kind, from, more, bytes);
    if (stream.revision !== null) this.#cache.put(name, stream);
    return stream;
  }

  async #answerAgain<State, Refusal extends string>(
    name: string,
    command: Asked,
    sight: Sight<State>,
    trace: Trace,
  ): Promise<Outcome<Refusal>> {
    const key = await this.parts.keys.find(name);
    // Once the key is erased two asks cannot be told apart any more; what was done is still the answer.
    const same = key === 'erased' || commandDigest(key, canonicalJson(askedBy(command))) === trace.digest;
    const { types, position } = trace;
    const revision = sight.upTo(trace.revision);
    return same ? { kind: 'done', again: true, types, revision, position } : { kind: 'reused' };
  }

  async #append<State, Event extends HomewardEvent, Ask, Refusal extends string>(
    command: Command<State, Event, Ask, Refusal>,
    name: string,
    { stream, revisions }: Sight<State>,
    events: readonly Event[],
    reveals: readonly ExchangeId[],
  ): Promise<Outcome<Refusal> | 'conflict'> {
    const { kind, origin } = command;
    const { commandId } = origin;
    const digest = commandDigest(await this.parts.keys.keyFor(name), canonicalJson(askedBy(command)));
    const metadata = circumstancesOf(origin, digest, reveals);
    const encoded = await Promise.all(
      events.map((event, index) =>
        this.parts.codec.encode(name, event, { eventId: eventId(commandId, digest, name, index), metadata }),
      ),
    );
    crashPoint('api:before-append');
    const outcome = await this.#appendUntilKnown(name, stream.revision, encoded);
    if (outcome.kind === 'conflict') return 'conflict';
    if (outcome.kind === 'unknown') return { kind: 'unknown' };
    crashPoint('api:after-append');
    const { revision, position } = outcome;
    const first = revision - events.length + 1;
    const more = events.map((event, index) => ({
      stream: name,
      revision: first + index,
      position,
      event,
      metadata,
    }));
    const bytes = encoded.reduce((sum, { data, metadata: about }) => sum + data.length + about.length, 0);
    this.#cache.put(name, extend(kind, stream, more, bytes));
    const shown = revisions.visible.length + events.length - 1;
    return { kind: 'done', types: events.map(({ type }) => type), revision: shown, position };
  }

  /**
   * An append without an answer is asked again, with the same ids at the same revision: the store then answers as
   * it did, or says that the revision is taken, and the next look at the stream tells by whom.
   */
  async #appendUntilKnown(
    name: string,
    revision: number | null,
    events: readonly NewEvent[],
  ): Promise<AppendOutcome> {
    const until = performance.now() + this.parts.resolveWithinMs;
    for (let wait = 50; ; wait = Math.min(wait * 2, 1_000)) {
      const outcome = await this.parts.store.append(name, revision ?? 'no_stream', events);
      if (outcome.kind !== 'unknown' || performance.now() > until) return outcome;
      await pause(wait);
    }
  }
}
