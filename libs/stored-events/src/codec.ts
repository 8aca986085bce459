import type { NewEvent, StoredEvent } from '#libs/event-store/src/event-store.js';
import type { Keys } from './keys.js';
import type { Circumstances, Metadata } from './metadata.js';
import type { StoredEventRegistry } from './registry.js';

export interface AnyEvent {
  readonly type: string;
  readonly data: unknown;
}

/** An event as it was recorded; `recordedAt` is the store's own clock, `position` its place in the whole log. */
export interface Recorded<Event> {
  readonly stream: string;
  readonly revision: number;
  readonly position: bigint;
  readonly id: string;
  readonly recordedAt: Date;
  readonly event: Event;
  readonly metadata: Metadata;
}

/** Turns domain events into stored bytes and back. */
export class Codec<Event extends AnyEvent> {
  readonly #registry: StoredEventRegistry;
  readonly #keys: Keys;

  constructor(registry: StoredEventRegistry, keys: Keys) {
    this.#registry = registry;
    this.#keys = keys;
  }

  /** The bytes to append to `stream`. Throws InvalidEvent for a fault of the program, SubjectErased, and what Keys throw. */
  async encode(
    _stream: string,
    _event: Event,
    _about: { readonly eventId: string; readonly metadata: Circumstances },
  ): Promise<NewEvent> {
    throw new Error(`not built ${this.#registry.definitions.length} ${String(this.#keys)}`);
  }

  /**
   * The event in its current shape. Personal data whose key was destroyed reads as erased. Throws
   * NewerThanSoftware, MalformedEvent, Tampered, KeyUnavailable: all of them stop the reader.
   */
  async decode(_stored: StoredEvent): Promise<Recorded<Event>> {
    throw new Error('not built');
  }
}
