import type { ExchangeId } from '#libs/kernel/src/ids.js';

/** An entry of a stream that is named in something said, and by which field (RFC 6901). */
export interface NamedEntry {
  readonly pointer: string;
  readonly stream: string;
  readonly revision: number;
}

type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null;

const isReference = (value: unknown): value is Members & { stream: string; revision: number } =>
  isObject(value) &&
  value['kind'] === 'event' &&
  typeof value['stream'] === 'string' &&
  typeof value['revision'] === 'number';

/** Every entry that something said rests on. */
export function entriesNamed(said: unknown, pointer = ''): NamedEntry[] {
  if (isReference(said)) return [{ pointer, stream: said.stream, revision: said.revision }];
  if (!isObject(said)) return [];
  return Object.entries(said).flatMap(([name, value]) => entriesNamed(value, `${pointer}/${name}`));
}

/** Every exchange that something said names: in a field `exchange`, or as the stream of an entry that it rests on. */
export function exchangesNamed(said: unknown): ExchangeId[] {
  if (!isObject(said)) return [];
  return Object.entries(said).flatMap(([name, value]) => {
    if (name === 'exchange' && typeof value === 'string') return [value as ExchangeId];
    if (name === 'stream' && typeof value === 'string' && value.startsWith('exchange-'))
      return [value.slice('exchange-'.length) as ExchangeId];
    return exchangesNamed(value);
  });
}

/**
 * The same, with other revisions: of the entry of the stream `own` that a field `revision` names, and of every entry that it rests
 * on. A reference whose revision comes to null is left out.
 */
export function withRevisions<T>(
  said: T,
  own: string,
  revisionOf: (stream: string, revision: number) => number | null,
): T {
  const within = (value: unknown): unknown => {
    if (Array.isArray(value))
      return value.flatMap((each) => (isReference(each) ? reference(each) : [within(each)]));
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, within(each)]));
  };
  const reference = (named: { stream: string; revision: number }): unknown[] => {
    const revision = revisionOf(named.stream, named.revision);
    return revision === null ? [] : [{ ...named, revision }];
  };
  const changed = within(said) as T;
  if (!isObject(said) || typeof said['revision'] !== 'number') return changed;
  return { ...changed, revision: revisionOf(own, said['revision']) ?? said['revision'] };
}
