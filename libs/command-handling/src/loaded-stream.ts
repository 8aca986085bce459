import type { StreamKind } from '#libs/kernel/src/stream.js';
import { cases } from '#libs/cases/src/state.js';
import type { ExchangeId } from '#libs/kernel/src/ids.js';
import { exchangesOf, type Revealing } from '#libs/policies/src/exchanges-of.js';
import type { HomewardEvent } from '#libs/stored-events/src/homeward-events.js';
import type { Circumstances } from '#libs/stored-events/src/metadata.js';
import type { Recorded } from '#libs/stored-events/src/codec.js';
import type { Trace } from './command.js';

/** One event of a stream, with the exchanges that it reveals; its revision is its index among them. */
export interface Recalled extends Revealing {
  readonly position: bigint;
  readonly event: HomewardEvent;
}

/** A stream folded up to a revision, with the proof of every command that it holds. Immutable. */
export interface LoadedStream<State> {
  readonly state: State;
  /** The last revision, or null for a stream without events. */
  readonly revision: number | null;
  readonly position: bigint;
  readonly traces: ReadonlyMap<string, Trace>;
  readonly history: readonly Recalled[];
  /** Every exchange that some event of it reveals. */
  readonly reveals: ReadonlySet<ExchangeId>;
  /** Stored bytes behind this fold: what it counts for in the cache. */
  readonly bytes: number;
}

export type Folded = Pick<Recorded<HomewardEvent>, 'stream' | 'revision' | 'position' | 'event'> & {
  readonly metadata: Pick<Circumstances, 'commandId' | 'digest' | 'reveals'>;
};

export function emptyStream<State>(kind: { readonly empty: State }): LoadedStream<State> {
  return {
    state: kind.empty,
    revision: null,
    position: -1n,
    traces: new Map(),
    history: [],
    reveals: new Set(),
    bytes: 0,
  };
}

/** The stream with more events behind it, in order. */
export function extend<State, Event extends HomewardEvent>(
  kind: StreamKind<State, Event>,
  stream: LoadedStream<State>,
  more: readonly Folded[],
  bytes: number,
): LoadedStream<State> {
  const last = more.at(-1);
  if (last === undefined) return stream;
  const traces = new Map(stream.traces);
  const history = [...stream.history];
  const reveals = new Set(stream.reveals);
  const isCase = kind.prefix === cases.prefix;
  let state = stream.state;
  for (const { stream: name, revision, position, event, metadata } of more) {
    state = kind.fold(state, event as Event, revision);
    const types = [...(traces.get(metadata.commandId)?.types ?? []), event.type];
    traces.set(metadata.commandId, { digest: metadata.digest, types, revision, position });
    // Only of cases something is hidden; all other streams are shown whole, or not at all.
    const exchanges = isCase ? exchangesOf(event, name, history, metadata.reveals ?? []) : [];
    history.push({ revision, position, event, exchanges });
    for (const exchange of exchanges) reveals.add(exchange);
  }
  return {
    state,
    revision: last.revision,
    position: last.position,
    traces,
    history,
    reveals,
    bytes: stream.bytes + bytes,
  };
}
