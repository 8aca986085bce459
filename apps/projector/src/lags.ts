import { setTimeout as delay } from 'node:timers/promises';
import type { EventStore } from '#libs/event-store/src/event-store.js';

/** How far somebody is behind the end of the log. */
export interface Lag {
  /** The distance of positions; how much that is of events depends on the store. */
  readonly positions: string;
  /** The age of the oldest event that was not taken yet. */
  readonly seconds: number;
}

const ANSWER_WITHIN_MS = 2_000;

/** By name: the lag behind the log as the store has it now; null while the store does not answer. */
export type Lags = Readonly<Record<string, Lag | null>>;

export async function lagsBehind(
  store: EventStore,
  all: Readonly<Record<string, { readonly position: string | null }>>,
): Promise<Lags> {
  const lags = new Map<string | null, Lag | null>();
  let answers = true;
  for (const { position } of Object.values(all)) {
    if (lags.has(position) || !answers) continue;
    const lag = await lagAt(store, position);
    lags.set(position, lag);
    answers = lag !== null;
  }
  return Object.fromEntries(
    Object.entries(all).map(([name, { position }]) => [name, lags.get(position) ?? null]),
  );
}

async function lagAt(store: EventStore, place: string | null): Promise<Lag | null> {
  const position = place === null ? null : BigInt(place);
  const rest = await Promise.race([
    store.rest(position).catch(() => undefined),
    delay(ANSWER_WITHIN_MS, undefined, { ref: false }),
  ]);
  if (rest === undefined) return null;
  if (rest === null) return { positions: '0', seconds: 0 };
  return {
    positions: String(rest.last.position - (position ?? 0n)),
    // The store's clock and this one may differ.
    seconds: Math.max(0, (Date.now() - rest.first.created.getTime()) / 1_000),
  };
}
