import { decodeEventFrame } from '../wire/event-frame.js';
import { TOMBSTONE_REVISION } from '../wire/tombstone-revision.js';
import type { EventLog } from './event-log.js';
import { nameKey } from './keys.js';
import { parseMetadata } from './stream-metadata.js';
import type { StreamMetadata } from './stream-metadata.js';

/** Where a stream stands. `number` is 0 and `last` -1 while it has never been written. */
export interface StreamState {
  readonly name: string;
  readonly number: number;
  readonly last: number;
}

const MAX_CACHED = 50_000;
const METASTREAM_RULES: StreamMetadata = { maxCount: 1 };

/** The durable state of streams, from a bounded cache or from disk. */
export class StreamStates {
  private readonly cache = new Map<string, StreamState>();
  private readonly metadataCache = new Map<string, { revision: number; metadata: StreamMetadata }>();

  constructor(private readonly log: EventLog) {}

  get(name: string): StreamState {
    const cached = this.cache.get(name);
    if (cached !== undefined) {
      this.cache.delete(name);
      this.cache.set(name, cached);
      return cached;
    }
    const stored = this.log.folder.names.get(nameKey(name));
    const number = stored === undefined ? 0 : stored.readUIntBE(0, 6);
    const state = { name, number, last: number === 0 ? -1 : this.log.lastRevision(number) };
    this.put(state);
    return state;
  }

  /** Called by the writer when a stream's new events are durable. */
  put(state: StreamState): void {
    this.cache.delete(state.name);
    this.cache.set(state.name, state);
    evictOldest(this.cache);
  }

  /** A tombstone takes the metadata stream with it. */
  isTombstoned(name: string): boolean {
    if (this.get(name).last === TOMBSTONE_REVISION) return true;
    return isMetastream(name) && this.get(name.slice(2)).last === TOMBSTONE_REVISION;
  }

  /** The rules in `$$name` that bear on reads of the stream. */
  metadataOf(name: string): StreamMetadata {
    if (isMetastream(name)) return METASTREAM_RULES;
    const metastream = this.get(metastreamOf(name));
    if (metastream.last < 0) return {};
    const cached = this.metadataCache.get(name);
    if (cached?.revision === metastream.last) return cached.metadata;
    const raw = this.rawMetadataOf(name);
    const metadata = raw === undefined ? {} : parseMetadata(raw);
    this.metadataCache.set(name, { revision: metastream.last, metadata });
    evictOldest(this.metadataCache);
    return metadata;
  }

  /** The data of the last event of `$$name`, if there is one. */
  rawMetadataOf(name: string): Buffer | undefined {
    return this.lastDataOf(metastreamOf(name));
  }

  /** The data of the last event of a stream, if there is one. */
  lastDataOf(name: string): Buffer | undefined {
    const { number, last } = this.get(name);
    if (last < 0) return undefined;
    const position = this.log.positionOf(number, last);
    return position === undefined ? undefined : decodeEventFrame(this.log.frameAt(position)).data;
  }
}

export function metastreamOf(name: string): string {
  return `$$${name}`;
}

export function isMetastream(name: string): boolean {
  return name.startsWith('$$');
}

function evictOldest(cache: Map<string, unknown>): void {
  if (cache.size <= MAX_CACHED) return;
  for (const oldest of cache.keys()) {
    cache.delete(oldest);
    return;
  }
}
