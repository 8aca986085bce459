import type { Basis } from '#libs/kernel/src/basis.js';
import type { FieldSpec, Shape } from '#libs/kernel/src/stored/fields.js';
import type { AnyEvent } from './any-event.js';
import type { StoredEventRegistry } from './registry.js';

/** A stream that an event names, the field that names it (a JSON pointer), and the revision that it must have reached. */
export interface NamedStream {
  readonly pointer: string;
  readonly stream: string;
  readonly revision: number;
  /** Whether the stream as such is named, by an id, or one entry of it, as a ground. */
  readonly by: 'id' | 'entry';
}

/** The streams that an event names: by the ids in it, and by the events that its basis rests on. */
export function namedStreams(registry: StoredEventRegistry, { type, data }: AnyEvent): NamedStream[] {
  const shape = registry.find(type).shapes.at(-1) ?? {};
  return inShape(registry, shape, data as Readonly<Record<string, unknown>>, '');
}

function inShape(
  registry: StoredEventRegistry,
  shape: Shape,
  data: Readonly<Record<string, unknown>>,
  pointer: string,
): NamedStream[] {
  return Object.entries(shape).flatMap(([name, spec]) =>
    inField(registry, spec, data[name], `${pointer}/${name}`),
  );
}

function inField(
  registry: StoredEventRegistry,
  spec: FieldSpec,
  value: unknown,
  pointer: string,
): NamedStream[] {
  switch (spec.kind) {
    case 'id':
      return spec.names === null
        ? []
        : [{ pointer, stream: `${spec.names}-${String(value)}`, revision: 0, by: 'id' }];
    case 'basis':
      return (value as Basis).flatMap((reference, index): NamedStream[] => {
        if (reference.kind !== 'event') return [];
        const { stream, revision } = reference;
        return [{ pointer: `${pointer}/${index}`, stream, revision, by: 'entry' }];
      });
    case 'optional':
      return value === null ? [] : inField(registry, spec.of, value, pointer);
    case 'list':
      return (value as unknown[]).flatMap((item, index) =>
        inField(registry, spec.of, item, `${pointer}/${index}`),
      );
    case 'record':
      return inShape(registry, spec.fields, value as Readonly<Record<string, unknown>>, pointer);
    case 'statement':
      return namedStreams(registry, value as AnyEvent).map((named) => ({
        ...named,
        pointer: pointer + named.pointer,
      }));
    case 'word':
    case 'date':
    case 'instant':
    case 'count':
    case 'flag':
    case 'digest':
    case 'stream':
    case 'publicText':
    case 'text':
    case 'personal':
      return [];
  }
}
