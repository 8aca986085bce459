import { REFERENCE_KINDS } from '#libs/kernel/src/basis.js';
import { parseEdtf } from '#libs/kernel/src/edtf/edtf.js';
import { isUuid } from '#libs/kernel/src/ids.js';
import { isInstant } from '#libs/kernel/src/instant.js';
import { SPEAKERS } from '#libs/kernel/src/speaker.js';
import type { FieldSpec, Shape } from '#libs/kernel/src/stored/fields.js';
import { Fault } from './errors.js';
import { fieldsOf } from './fields-of.js';

type Members = Readonly<Record<string, unknown>>;

/** Throws a Fault that names the field, and never the value, unless the value fits the field. */
export function mustFit(spec: FieldSpec, value: unknown, path: string): void {
  switch (spec.kind) {
    case 'word':
      if (isText(value) && spec.words.includes(value)) return;
      throw new Fault(path, `must be one of ${spec.words.join(', ')}`);
    case 'id':
      return must(isText(value) && isUuid(value), path, 'must be a lower-case UUID');
    case 'date': {
      const parsed = isText(value) ? parseEdtf(value) : ({ ok: false, why: 'It must be a text.' } as const);
      if (parsed.ok) return;
      throw new Fault(path, `must be an EDTF date. ${parsed.why}`);
    }
    case 'instant':
      return must(isText(value) && isInstant(value), path, 'must be an instant in UTC, to the millisecond');
    case 'count':
      return must(isCount(value), path, 'must be a whole number from 0 on');
    case 'flag':
      return must(typeof value === 'boolean', path, 'must be true or false');
    case 'digest':
      return must(
        isText(value) && /^[0-9a-f]{64}$/.test(value),
        path,
        'must be 64 lower-case hexadecimal digits',
      );
    case 'stream':
      return must(isStream(value), path, 'must be the name of a stream: a prefix, a hyphen and a UUID');
    case 'text':
    case 'publicText':
      return must(
        isText(value) && isStorable(value),
        path,
        'must be a text without NUL and broken surrogates',
      );
    case 'basis':
      return mustBeBasis(value, path);
    case 'optional':
      return value === null ? undefined : mustFit(spec.of, value, path);
    case 'list':
      must(Array.isArray(value), path, 'must be a list');
      return (value as unknown[]).forEach((item, index) => mustFit(spec.of, item, `${path}[${index}]`));
    case 'record':
      return mustFitShape(spec.fields, value, path);
    case 'personal':
    case 'statement':
      throw new Fault(path, `cannot stand here: a ${spec.kind} field stands at the top of an event`);
  }
}

export const pathOf = (path: string, name: string): string => (path ? `${path}.${name}` : name);

/** Throws a Fault unless the value has exactly the members of the shape, whatever stands in them. */
export function mustHaveMembers(names: readonly string[], value: unknown, path: string): Members {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Fault(path || 'data', 'must be an object');
  for (const name of names)
    if (!Object.hasOwn(value, name)) throw new Fault(pathOf(path, name), 'is missing');
  const present = Object.keys(value);
  if (present.length === names.length) return value as Members;
  const unknownName = present.find((name) => !names.includes(name)) ?? '';
  throw new Fault(pathOf(path, unknownName), 'is not known in this shape');
}

function mustFitShape(shape: Shape, value: unknown, path: string): void {
  const { names, fields } = fieldsOf(shape);
  const members = mustHaveMembers(names, value, path);
  for (const { name, spec } of fields) mustFit(spec, members[name], pathOf(path, name));
}

function mustBeBasis(value: unknown, path: string): void {
  must(Array.isArray(value) && value.length > 0, path, 'must be a list of one reference or more');
  (value as unknown[]).forEach((reference, index) => mustBeReference(reference, `${path}[${index}]`));
}

const kind = { kind: 'word', words: REFERENCE_KINDS } as const;
const eventReference: Shape = { kind, stream: { kind: 'stream' }, revision: { kind: 'count' } };
const sourceReference: Shape = { kind, speaker: { kind: 'word', words: SPEAKERS } };
const idReference: Shape = { kind, id: { kind: 'id', names: null } };

function mustBeReference(value: unknown, path: string): void {
  const of = (value as { kind?: unknown } | null)?.kind;
  mustFitShape(
    of === 'event' ? eventReference : of === 'source' ? sourceReference : idReference,
    value,
    path,
  );
}

function must(holds: boolean, path: string, rule: string): void {
  if (!holds) throw new Fault(path, rule);
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): boolean =>
  Number.isSafeInteger(value) && Number(value) >= 0 && !Object.is(value, -0);
/** PostgreSQL stores neither a NUL nor half a surrogate pair, so such a text could be recorded and never be shown. */
const isStorable = (text: string): boolean => !text.includes('\0') && !/\p{Surrogate}/u.test(text);

function isStream(value: unknown): boolean {
  const [, prefix, uuid] = (isText(value) && /^([a-z]+)-(.+)$/.exec(value)) || [];
  return prefix !== undefined && uuid !== undefined && isUuid(uuid);
}
