import type { Personal } from '#libs/kernel/src/personal.js';
import { erased, known } from '#libs/kernel/src/personal.js';
import type { FieldSpec, Shape } from '#libs/kernel/src/stored/fields.js';
import { Fault } from './errors.js';
import { mustFit, mustHaveMembers, pathOf } from './field-values.js';
import { fieldsOf, type PersonalSpec } from './fields-of.js';
import { subjectOf, type OpenedParts, type PersonalParts } from './personal-parts.js';
import type { AnyEvent } from './any-event.js';
import type { StoredEventRegistry } from './registry.js';

/** An event less what it says of people, as it stands in the stored JSON. */
export interface PlainPart {
  readonly type: string;
  readonly schema: number;
  readonly data: Record<string, unknown>;
}

/** Checks the event against its current shape, and moves what it says of people into `parts`. Throws a Fault. */
export function takeApart(
  registry: StoredEventRegistry,
  person: string,
  { type, data }: AnyEvent,
  parts: PersonalParts,
  path = '',
): PlainPart {
  const definition = registry.find(type);
  if (definition.type !== type) throw new Fault('type', `is now called ${definition.type}`);
  const schema = definition.shapes.length;
  const shape = registry.shape(type, schema);
  const { names, fields } = fieldsOf(shape);
  const members = mustHaveMembers(names, data, path);
  const plain: Record<string, unknown> = {};
  for (const { name, spec, personal } of fields) {
    const value = members[name];
    const here = pathOf(path, name);
    if (spec.kind === 'statement') {
      const nested = mustHaveMembers(['type', 'data'], value, here) as unknown as AnyEvent;
      plain[name] = takeApart(registry, person, nested, parts, here);
    } else if (personal !== null && !(spec.kind === 'optional' && value === null)) {
      parts.put(subjectOf(personal.whose, members, person), here, knownValue(personal.of, value, here));
    } else {
      if (personal === null) mustFit(spec, value, here);
      plain[name] = value;
    }
  }
  return { type, schema, data: plain };
}

function knownValue(spec: FieldSpec, value: unknown, path: string): unknown {
  const personal = value as Personal<unknown> | null | undefined;
  if (personal?.kind !== 'known')
    throw new Fault(path, 'must be known(...): what was erased cannot be stored again');
  mustFit(spec, personal.value, path);
  return personal.value;
}

/** The event of a stored plain part and the opened personal parts, in its current shape. Throws a Fault, or NotKnownYet. */
export function putTogether(
  registry: StoredEventRegistry,
  person: string,
  { type, schema, data }: PlainPart,
  parts: OpenedParts,
  path = '',
): AnyEvent {
  const shape = registry.shape(type, schema);
  const members = mustHaveMembers(plainNames(shape, data), data, path);
  const whole: Record<string, unknown> = {};
  for (const { name, spec, personal } of fieldsOf(shape).fields) {
    const value = members[name];
    const here = pathOf(path, name);
    if (spec.kind === 'statement') {
      whole[name] = putTogether(registry, person, plainPart(value, here), parts, here);
    } else if (personal !== null && value === undefined) {
      whole[name] = readPersonal(personal, subjectOf(personal.whose, members, person), here, parts);
    } else {
      mustFit(spec, value, here);
      whole[name] = value;
    }
  }
  const definition = registry.find(type);
  return { type: definition.type, data: definition.read(schema, whole) };
}

/** Personal fields stand in the ciphertexts; of them only an optional one that is null stands in the plain data. */
function plainNames(shape: Shape, data: Record<string, unknown>): readonly string[] {
  const { names, fields } = fieldsOf(shape);
  if (fields.every(({ personal }) => personal === null)) return names;
  return fields
    .filter(({ name, spec, personal }) => !personal || (spec.kind === 'optional' && data[name] === null))
    .map(({ name }) => name);
}

function plainPart(value: unknown, path: string): PlainPart {
  const part = mustHaveMembers(['type', 'schema', 'data'], value, path);
  mustHaveMembers(Object.keys((part['data'] ?? {}) as object), part['data'], `${path}.data`);
  if (typeof part['type'] !== 'string') throw new Fault(`${path}.type`, 'must be an event type');
  mustFit({ kind: 'count' }, part['schema'], `${path}.schema`);
  return part as unknown as PlainPart;
}

function readPersonal(
  spec: PersonalSpec,
  subject: string,
  path: string,
  parts: OpenedParts,
): Personal<unknown> {
  const taken = parts.take(subject, path);
  if (taken === 'erased') return erased;
  mustFit(spec.of, taken.value, path);
  return known(taken.value);
}
