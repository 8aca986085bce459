import fc from 'fast-check';

export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly format?: string;
  readonly example?: unknown;
  readonly nullable?: boolean;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

export type Schemas = Readonly<Record<string, Schema>>;

/** Part of every free text that is made up: what a caller wrote must not turn up where it has no place. */
export const CANARY = 'канарка-7f3e';

const dates = fc.constantFrom(
  '2022-05-20',
  '2025-06-14',
  '2025-XX',
  'XXXX',
  '2022-05-20/..',
  '2999-01-01',
  '2025-02-30',
);
const odd = fc.oneof(
  fc.json({ depthSize: 'small' }).map((text) => JSON.parse(text) as unknown),
  fc.constantFrom(
    null,
    '',
    '\0',
    '\ud800',
    -1,
    -0,
    1e308,
    0.5,
    [],
    {},
    [[]],
    { kind: 'event' },
    'x'.repeat(5_000),
  ),
  fc.string({ unit: 'binary' }),
);

/** Values that a schema of an OpenAPI description allows, and now and then one that it does not. */
export function fromSchema(schema: Schema, schemas: Schemas): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 40, arbitrary: fitting(schema, schemas) }, { weight: 1, arbitrary: odd });
}

function fitting(schema: Schema, schemas: Schemas): fc.Arbitrary<unknown> {
  const [ref] = schema.$ref?.split('/').slice(-1) ?? [];
  if (ref !== undefined) return fromSchema(schemas[ref] ?? {}, schemas);
  const among = schema.oneOf ?? schema.allOf;
  if (among !== undefined) return fc.oneof(...among.map((one) => fromSchema(one, schemas)));
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(schema.properties ?? {}).map(([name, of]) => [name, fromSchema(of, schemas)]),
        ),
        { requiredKeys: [...(schema.required ?? [])] },
      );
    case 'array':
      return fc.array(fromSchema(schema.items ?? {}, schemas), { maxLength: 3 });
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.nat(10_000);
    case 'string':
      if (schema.format === 'uuid') return fc.uuid();
      if (schema.format === 'edtf') return dates;
      return fc.string({ maxLength: 60, unit: 'grapheme' }).map((text) => `${CANARY}${text}`);
    case undefined:
    default:
      return odd;
  }
}
