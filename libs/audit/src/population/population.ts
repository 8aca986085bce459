import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventStore, StoredEvent } from '#libs/event-store/src/event-store.js';
import { cases } from '#libs/cases/src/state.js';
import { isUuid } from '#libs/kernel/src/ids.js';
import type { When } from '#libs/kernel/src/two-times/when.js';
import type { HomewardCodec } from '#libs/stored-events/src/homeward-events.js';
import { asTold, type AsOf } from '../as-of.js';
import { subject } from '../subjects/subject.js';
import { walkLog } from '../walk-log.js';
import { Buckets } from './buckets.js';
import { eventIn, lineOf } from './spooled-event.js';

export interface PopulationParts {
  readonly store: EventStore;
  readonly codec: HomewardCodec;
  /** In which a folder of its own is made, for as long as it takes. */
  readonly temporary: string;
  /** Told how many events of the log were read so far. */
  readonly progress: (events: number) => void;
  /** When it aborts, nobody else is told of. */
  readonly signal: AbortSignal;
}

/**
 * What is known of everybody, as known at an instant and valid at a day, in the order of the cases' ids; `after` a case, to go on where
 * it was broken off. Reads the log once, and keeps what it says of each case in files of a temporary folder, as
 * encrypted as it is in the log, so that memory does not grow with the log. The files are deleted at the end, also when it is left early.
 */
export async function* population(
  { store, codec, temporary, progress, signal }: PopulationParts,
  when: When,
  after: string | null = null,
): AsyncGenerator<AsOf> {
  const folder = await mkdtemp(join(temporary, 'homeward-population-'));
  try {
    const buckets = new Buckets(folder, (line) => digitsOf(eventIn(line).stream));
    let events = 0;
    for await (const { stored } of walkLog(store, when.knownAt)) {
      if (signal.aborted) return;
      progress(++events);
      if (isWanted(stored, after)) await buckets.put(digitsOf(stored.stream), lineOf(stored));
    }
    for await (const lines of buckets.read())
      for (const stream of streamsOf(lines.map(eventIn))) {
        if (signal.aborted) return;
        const told = [];
        for (const stored of stream) told.push(await codec.decode(stored));
        yield asTold(subject(told[0]?.stream ?? ''), told, when);
      }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function isWanted({ stream }: StoredEvent, after: string | null): boolean {
  const id = idOf(stream);
  return stream.startsWith(`${cases.prefix}-`) && isUuid(id) && (after === null || id > after);
}

/** The events of each stream together, the streams in the order of their names. */
function streamsOf(events: readonly StoredEvent[]): StoredEvent[][] {
  const streams = new Map<string, StoredEvent[]>();
  for (const event of events) {
    const found = streams.get(event.stream);
    if (found === undefined) streams.set(event.stream, [event]);
    else found.push(event);
  }
  return [...streams].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, of]) => of);
}

const idOf = (stream: string): string => stream.slice(cases.prefix.length + 1);
const digitsOf = (stream: string): string => idOf(stream).replaceAll('-', '');
