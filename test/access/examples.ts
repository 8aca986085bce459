import type { Schema, Schemas } from '#test/support/fuzz.js';

/** A value that fits a schema of the api's description: its examples, and what they leave open as small as can be. */
export function exampleOf(schema: Schema & { readonly minimum?: number }, schemas: Schemas): unknown {
  if (schema.example !== undefined) return schema.example;
  const named = schema.$ref?.split('/').at(-1);
  if (named !== undefined) return exampleOf(schemas[named] ?? {}, schemas);
  const [one] = schema.oneOf ?? schema.allOf ?? [];
  if (one !== undefined) return exampleOf(one, schemas);
  if (schema.enum !== undefined) return schema.enum[0];
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([name]) => schema.required?.includes(name))
          .map(([name, of]) => [name, exampleOf(of, schemas)]),
      );
    case 'array':
      return [exampleOf(schema.items ?? {}, schemas)];
    case 'boolean':
      return false;
    case 'integer':
      return schema.minimum ?? 0;
    case 'string':
      return schema.format === 'uuid' ? '7d444840-9dc0-4c11-8a1b-5b8a4e0f2c11' : 'something';
    case undefined:
    default:
      return null;
  }
}
