import type { NewEvent, StoredEvent } from '#libs/event-store/src/event-store.js';
import type { AnyEvent } from './any-event.js';
import { canonicalJson } from './canonical-json.js';
import { Fault, InvalidEvent, MalformedEvent, NewerThanSoftware, NotKnownYet, Tampered } from './errors.js';
import { putTogether, takeApart } from './event-parts.js';
import { mustFit } from './field-values.js';
import type { Keys } from './keys.js';
import { asMetadata, type Circumstances, type Metadata } from './metadata.js';
import { OpenedParts, PersonalParts, type Said } from './personal-parts.js';
import type { StoredEventRegistry } from './registry.js';
import { seal, unseal } from './seal.js';
import { bytesOf, objectIn } from './stored-json.js';

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

/** Turns domain events into stored bytes and back; what an event says of a person is stored under that person's key. */
export class Codec<Event extends AnyEvent> {
  readonly #registry: StoredEventRegistry;
  readonly #keys: Keys;

  constructor(registry: StoredEventRegistry, keys: Keys) {
    this.#registry = registry;
    this.#keys = keys;
  }

  /** The bytes to append to `stream`. Throws InvalidEvent for a fault of the program, SubjectErased, and what Keys throw. */
  async encode(
    stream: string,
    event: Event,
    about: { readonly eventId: string; readonly metadata: Circumstances },
  ): Promise<NewEvent> {
    const { plain, parts, metadata } = this.#checked(stream, event, about);
    const personal: Record<string, string> = {};
    for (const [subject, said] of parts.subjects) {
      const key = await this.#keys.keyFor(subject);
      const context = contextOf(stream, about.eventId, event.type, plain.schema, subject);
      personal[subject] = seal(key.encryption, bytesOf(said), context).toString('base64');
    }
    const data = parts.isEmpty ? plain.data : { ...plain.data, personal };
    return { id: about.eventId, type: event.type, data: bytesOf(data), metadata: bytesOf(metadata) };
  }

  #checked(stream: string, event: Event, about: { eventId: string; metadata: Circumstances }) {
    try {
      mustFit({ kind: 'stream' }, stream, 'stream');
      mustFit({ kind: 'id', names: null }, about.eventId, 'eventId');
      const parts = new PersonalParts();
      const plain = takeApart(this.#registry, stream, event, parts);
      return { plain, parts, metadata: asMetadata({ schema: plain.schema, ...about.metadata }) };
    } catch (error) {
      if (error instanceof Fault) throw new InvalidEvent(event.type, error);
      if (error instanceof NotKnownYet)
        throw new InvalidEvent(event.type, new Fault('type', 'is not registered'));
      throw error;
    }
  }

  /**
   * The event in its current shape. Personal data whose key was destroyed reads as erased. Throws
   * NewerThanSoftware, MalformedEvent, Tampered, KeyUnavailable: all of them stop the reader.
   */
  async decode(stored: StoredEvent): Promise<Recorded<Event>> {
    const { stream, revision, position, id, type, created } = stored;
    try {
      this.#registry.find(type);
      const metadata = asMetadata(objectIn(stored.metadata, 'metadata'));
      this.#registry.shape(type, metadata.schema);
      const { personal, ...data } = objectIn(stored.data, 'data');
      const parts = new OpenedParts(await this.#open(stored, metadata.schema, personal));
      const event = putTogether(this.#registry, stream, { type, schema: metadata.schema, data }, parts);
      parts.mustBeEmpty();
      return { stream, revision, position, id, recordedAt: created, event: event as Event, metadata };
    } catch (error) {
      if (error instanceof Fault) throw new MalformedEvent(stored, error);
      if (error instanceof NotKnownYet) throw new NewerThanSoftware(stored, error.message);
      throw error;
    }
  }

  async #open(stored: StoredEvent, schema: number, personal: unknown): Promise<Map<string, Said | 'erased'>> {
    const opened = new Map<string, Said | 'erased'>();
    if (personal === undefined) return opened;
    if (typeof personal !== 'object' || personal === null || Array.isArray(personal))
      throw new Fault('personal', 'must be an object');
    for (const [subject, sealed] of Object.entries(personal)) {
      if (typeof sealed !== 'string') throw new Fault('personal', 'must hold base64 texts');
      const key = await this.#keys.find(subject);
      if (key === 'erased') {
        opened.set(subject, 'erased');
        continue;
      }
      const context = contextOf(stored.stream, stored.id, stored.type, schema, subject);
      const bytes = unseal(key.encryption, Buffer.from(sealed, 'base64'), context);
      if (bytes === null) throw new Tampered(stored, subject);
      opened.set(subject, objectIn(bytes, 'personal'));
    }
    return opened;
  }
}

/** What a ciphertext is bound to, so that it cannot be moved to another event, type, schema or person. */
function contextOf(stream: string, eventId: string, type: string, schema: number, subject: string): string {
  return canonicalJson({ stream, eventId, type, schema, subject });
}
