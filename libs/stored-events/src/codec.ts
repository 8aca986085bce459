import type { NewEvent, StoredEvent } from '#libs/event-store/src/event-store.js';
import type { AnyEvent } from './any-event.js';
import {
  Fault,
  InvalidEvent,
  KeyUnavailable,
  MalformedEvent,
  NewerThanSoftware,
  NotKnownYet,
  Tampered,
} from './errors.js';
import { putTogether, takeApart } from './event-parts.js';
import { mustFit } from './field-values.js';
import type { Keys } from './keys.js';
import { asMetadata, type Circumstances, type Metadata } from './metadata.js';
import { OpenedParts, PersonalParts, type Said } from './personal-parts.js';
import type { StoredEventRegistry } from './registry.js';
import { seal, unseal } from './seal.js';
import { bytesOf, objectIn } from './stored-json.js';
import type { SubjectKey } from './subject-key.js';

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

/** What became of one of many: the event, or why it cannot be read. */
export type Decoded<Event> =
  | { readonly kind: 'event'; readonly recorded: Recorded<Event> }
  | { readonly kind: 'unreadable'; readonly error: unknown };

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
    const [decoded] = await this.decodeAll([stored]);
    if (decoded?.kind === 'event') return decoded.recorded;
    throw decoded?.error;
  }

  /** The same for many events, in their order: each key is asked for once, as it is now. */
  async decodeAll(stored: readonly StoredEvent[]): Promise<Decoded<Event>[]> {
    const parsed = stored.map((each) => attempted(each, () => this.#parsed(each)));
    const subjects = new Set(parsed.flatMap((each) => (each.kind === 'done' ? each.value.subjects : [])));
    const keys = subjects.size === 0 ? NO_KEYS : await this.#keys.findAll(subjects);
    return parsed.map((each): Decoded<Event> => {
      if (each.kind === 'unreadable') return each;
      const { value } = each;
      const opened = attempted(value.stored, () => this.#opened(value, keys));
      return opened.kind === 'done' ? { kind: 'event', recorded: opened.value } : opened;
    });
  }

  #parsed(stored: StoredEvent): Parsed {
    this.#registry.find(stored.type);
    const metadata = asMetadata(objectIn(stored.metadata, 'metadata'));
    this.#registry.shape(stored.type, metadata.schema);
    const { personal, ...data } = objectIn(stored.data, 'data');
    if (personal === undefined) return { stored, metadata, data, personal: {}, subjects: [] };
    if (typeof personal !== 'object' || personal === null || Array.isArray(personal))
      throw new Fault('personal', 'must be an object');
    const sealed: readonly unknown[] = Object.values(personal);
    if (!sealed.every((each) => typeof each === 'string'))
      throw new Fault('personal', 'must hold base64 texts');
    return {
      stored,
      metadata,
      data,
      personal: personal as Record<string, string>,
      subjects: Object.keys(personal),
    };
  }

  #opened({ stored, metadata, data, personal, subjects }: Parsed, keys: KeysFound): Recorded<Event> {
    const { stream, revision, position, id, type, created } = stored;
    const { schema } = metadata;
    const said = new Map<string, Said | 'erased'>();
    for (const subject of subjects) {
      const key = keys.get(subject);
      if (key === undefined || key instanceof KeyUnavailable) throw key;
      said.set(subject, key === 'erased' ? key : saidIn(stored, schema, subject, personal[subject], key));
    }
    const parts = new OpenedParts(said);
    const event = putTogether(this.#registry, stream, { type, schema, data }, parts);
    parts.mustBeEmpty();
    return { stream, revision, position, id, recordedAt: created, event: event as Event, metadata };
  }
}

type KeysFound = Awaited<ReturnType<Keys['findAll']>>;
const NO_KEYS: KeysFound = new Map();

/** A stored event taken out of its bytes, before what it says of persons is opened. */
interface Parsed {
  readonly stored: StoredEvent;
  readonly metadata: Metadata;
  readonly data: Record<string, unknown>;
  readonly personal: Readonly<Record<string, string>>;
  readonly subjects: readonly string[];
}

type Attempted<T> =
  { readonly kind: 'done'; readonly value: T } | { readonly kind: 'unreadable'; readonly error: unknown };

function attempted<T>(stored: StoredEvent, work: () => T): Attempted<T> {
  try {
    return { kind: 'done', value: work() };
  } catch (error) {
    if (error instanceof Fault) return { kind: 'unreadable', error: new MalformedEvent(stored, error) };
    if (error instanceof NotKnownYet)
      return { kind: 'unreadable', error: new NewerThanSoftware(stored, error.message) };
    return { kind: 'unreadable', error };
  }
}

function saidIn(stored: StoredEvent, schema: number, subject: string, sealed = '', key: SubjectKey): Said {
  const context = contextOf(stored.stream, stored.id, stored.type, schema, subject);
  const bytes = unseal(key.encryption, Buffer.from(sealed, 'base64'), context);
  if (bytes === null) throw new Tampered(stored, subject);
  return objectIn(bytes, 'personal');
}

/**
 * What a ciphertext is bound to, so that it cannot be moved to another event, type, schema or person: an object in canonical JSON
 * (RFC 8785), its members written in their order, because this is made for every event that is read.
 */
function contextOf(stream: string, eventId: string, type: string, schema: number, subject: string): string {
  const members = { eventId, schema, stream, subject, type };
  return JSON.stringify(members);
}
