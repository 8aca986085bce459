import type { FieldSpec, Shape } from '#libs/kernel/src/stored/fields.js';

export type PersonalSpec = Extract<FieldSpec, { kind: 'personal' }>;

/** A field of a shape; `personal` where its value stands in a ciphertext, unless it is an optional one that is null. */
interface FieldOf {
  readonly name: string;
  readonly spec: FieldSpec;
  readonly personal: PersonalSpec | null;
}

interface FieldsOf {
  readonly names: readonly string[];
  readonly fields: readonly FieldOf[];
}

const taken = new WeakMap<Shape, FieldsOf>();

/** The fields of a shape, taken apart once: shapes are few, and events are many. */
export function fieldsOf(shape: Shape): FieldsOf {
  const known = taken.get(shape);
  if (known !== undefined) return known;
  const fields = Object.entries(shape).map(([name, spec]) => ({ name, spec, personal: personalSpec(spec) }));
  const found = { names: fields.map(({ name }) => name), fields };
  taken.set(shape, found);
  return found;
}

function personalSpec(spec: FieldSpec): PersonalSpec | null {
  const inner = spec.kind === 'optional' ? spec.of : spec;
  return inner.kind === 'personal' ? inner : null;
}
