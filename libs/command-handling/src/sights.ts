import { exchanges, type ExchangeState } from '#libs/agreements/src/exchange-state.js';
import { cases, type CaseState } from '#libs/cases/src/state.js';
import { intakes } from '#libs/intakes/src/intake-state.js';
import type { ExchangeId } from '#libs/kernel/src/ids.js';
import { streamName, type StreamKind } from '#libs/kernel/src/stream.js';
import {
  entriesNamed,
  exchangesNamed,
  withRevisions,
  type NamedEntry,
} from '#libs/policies/src/entries-named.js';
import { needsToKnow } from '#libs/policies/src/needs-to-know.js';
import type { NamedStream } from '#libs/stored-events/src/named-streams.js';
import type { NotPermitted, Origin } from './command.js';
import type { LoadedStream } from './loaded-stream.js';
import { Sight } from './sight.js';

/** Whoever looks at a stream. */
interface Caller {
  readonly origin: Origin;
  readonly knows?: readonly ExchangeId[];
  readonly mayCite?: (state: CaseState) => boolean;
}

interface Asking<State, Ask> extends Caller {
  readonly kind: StreamKind<State, never>;
  readonly ask: Ask;
  readonly permits?: (state: State) => NotPermitted | null;
}

type Load = <State>(kind: StreamKind<State, never>, name: string) => Promise<LoadedStream<State>>;

/** What a command asks, once it is known who asks it. */
export interface Told<State, Ask> {
  /** By the stored revisions of the entries that it names. */
  readonly ask: Ask;
  /** As the command has it; and nobody names an exchange of which they may not know. */
  readonly permits: (state: State) => NotPermitted | null;
  /** Whether what an event names is there for who asks; that it exists is not asked. */
  readonly maySee: (named: NamedStream) => Promise<boolean>;
  /** The field that rests on what tells of an embargoed exchange, where that would not be hidden; null if none does. */
  readonly embargoed: string | null;
}

/**
 * Who may see what of a stream. The streams of the exchanges themselves say so, read to their end each time: no table is
 * asked, and what no one planned is hidden from everyone. A stream that reveals no exchange costs nothing.
 */
export class Sights {
  constructor(private readonly load: Load) {}

  async of<State>(
    kind: StreamKind<State, never>,
    stream: LoadedStream<State>,
    caller: Caller,
  ): Promise<Sight<State>> {
    const hidden = new Set<ExchangeId>();
    for (const exchange of stream.reveals) {
      const state = await this.#exchange(exchange);
      if (state.planned === null || !mayKnow(state, exchange, caller)) hidden.add(exchange);
    }
    return new Sight(kind, stream, hidden);
  }

  async asked<State, Ask>(
    caller: Asking<State, Ask>,
    name: string,
    own: Sight<State>,
  ): Promise<Told<State, Ask>> {
    const { ask, kind, permits } = caller;
    let isBarred = false;
    for (const exchange of new Set(exchangesNamed(ask)))
      isBarred ||= !mayKnow(await this.#exchange(exchange), exchange, caller);
    const others = entriesNamed(ask).filter(({ stream }) => stream !== name);
    const cited = new Map<string, Sight<CaseState>>();
    for (const { stream } of others)
      if (isOf(cases, stream) && !cited.has(stream)) cited.set(stream, await this.#case(stream, caller));
    const stored = (stream: string, revision: number): number =>
      (stream === name ? own : cited.get(stream))?.revisions.stored(revision) ?? revision;
    return {
      ask: own.hidden.size === 0 && cited.size === 0 ? ask : withRevisions(ask, name, stored),
      permits: (state) => permits?.(state) ?? (isBarred ? 'need-to-know' : null),
      maySee: async (named) => named.stream === name || this.#maySee(named, caller, cited.get(named.stream)),
      embargoed: await this.#firstEmbargoed(others, cited, kind.prefix),
    };
  }

  /**
   * A case of which nothing may be seen is not there. Its entries are a ground only for who may read it: else its length could be
   * followed from outside. How a list was taken in is no ground at all.
   */
  async #maySee({ stream, by }: NamedStream, caller: Caller, known?: Sight<CaseState>): Promise<boolean> {
    if (isOf(intakes, stream)) return false;
    if (!isOf(cases, stream)) return true;
    const { revisions, stream: whole } = known ?? (await this.#case(stream, caller));
    if (revisions.last === null) return false;
    return by === 'id' || (caller.mayCite?.(whole.state) ?? true);
  }

  async #case(stream: string, caller: Caller): Promise<Sight<CaseState>> {
    return this.of(cases, await this.load(cases, stream), caller);
  }

  /** What a case's entry rests on in the exchange itself is seen with the exchange; nothing else follows an embargo of its own accord. */
  async #firstEmbargoed(
    others: readonly NamedEntry[],
    cited: ReadonlyMap<string, Sight<unknown>>,
    prefix: string,
  ): Promise<string | null> {
    for (const { pointer, stream, revision } of others) {
      const sight = cited.get(stream);
      const entry = sight?.stream.history[sight.revisions.stored(revision)];
      const told = entry?.exchanges ?? (prefix === cases.prefix ? [] : exchangesNamed({ stream }));
      for (const exchange of told) if (isEmbargoed(await this.#exchange(exchange))) return pointer;
    }
    return null;
  }

  async #exchange(id: ExchangeId): Promise<ExchangeState> {
    return (await this.load(exchanges, streamName(exchanges, id))).state;
  }
}

const isOf = ({ prefix }: { readonly prefix: string }, stream: string): boolean =>
  stream.startsWith(`${prefix}-`);

const mayKnow = (state: ExchangeState, id: ExchangeId, { origin, knows = [] }: Caller): boolean =>
  knows.includes(id) || needsToKnow(state, origin.actor.id);

const isEmbargoed = ({ embargo }: ExchangeState): boolean =>
  embargo !== 'never-placed' && embargo !== 'lifted';
