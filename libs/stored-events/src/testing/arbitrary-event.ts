import fc, { type Arbitrary } from 'fast-check';
import { REFERENCE_KINDS } from '#libs/kernel/src/basis.js';
import { instant } from '#libs/kernel/src/instant.js';
import { known } from '#libs/kernel/src/personal.js';
import { SPEAKERS } from '#libs/kernel/src/speaker.js';
import type { FieldSpec, Shape } from '#libs/kernel/src/stored/fields.js';
import type { AnyEvent } from '../any-event.js';
import type { AnyDefinition, StoredEventRegistry } from '../registry.js';

export const arbitraryText = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', ''));
const dates = [
  '2025-06-14',
  '2022-05',
  '2022',
  '2022-04-20/2022-05-20',
  '2022-05-16~',
  '../2025-06-14',
  'XXXX',
  '2023-04?',
];
export const arbitraryDate = fc.constantFrom(...dates);
export const arbitraryStream = (prefix: string) => fc.uuid().map((uuid) => `${prefix}-${uuid}`);

const references: Record<string, Arbitrary<unknown>> = {
  event: fc.record({ kind: fc.constant('event'), stream: arbitraryStream('case'), revision: fc.nat() }),
  source: fc.record({ kind: fc.constant('source'), speaker: fc.constantFrom(...SPEAKERS) }),
};
const arbitraryReference = fc.oneof(
  ...REFERENCE_KINDS.map((kind) => references[kind] ?? fc.record({ kind: fc.constant(kind), id: fc.uuid() })),
);

/** The texts of an event: what people could have typed, and what was published. */
export interface Texts {
  readonly personal: Arbitrary<string>;
  readonly published: Arbitrary<string>;
}

/** Any event of this definition, in its current shape. */
export function arbitraryEvent(
  definition: AnyDefinition,
  registry: StoredEventRegistry,
  texts: Texts = { personal: arbitraryText, published: arbitraryText },
): Arbitrary<AnyEvent> {
  const statements = registry.definitions.filter(({ shapes }) => !takesStatements(shapes.at(-1)));
  const nested = () => fc.oneof(...statements.map((statement) => arbitraryEvent(statement, registry, texts)));

  const valueOf = (spec: FieldSpec): Arbitrary<unknown> => {
    switch (spec.kind) {
      case 'word':
        return fc.constantFrom(...spec.words);
      case 'id':
        return fc.uuid();
      case 'date':
        return arbitraryDate;
      case 'instant':
        return fc.date({ noInvalidDate: true }).map(instant);
      case 'count':
        return fc.maxSafeNat();
      case 'flag':
        return fc.boolean();
      case 'digest':
        return fc.stringMatching(/^[0-9a-f]{64}$/);
      case 'stream':
        return arbitraryStream('case');
      case 'basis':
        return fc.array(arbitraryReference, { minLength: 1, maxLength: 3 });
      case 'publicText':
        return texts.published;
      case 'text':
        return texts.personal;
      case 'optional':
        return fc.option(valueOf(spec.of));
      case 'list':
        return fc.array(valueOf(spec.of), { maxLength: 4 });
      case 'record':
        return membersOf(spec.fields);
      case 'personal':
        return valueOf(spec.of).map(known);
      case 'statement':
        return nested();
    }
  };
  const membersOf = (shape: Shape): Arbitrary<unknown> =>
    fc.record(Object.fromEntries(Object.entries(shape).map(([name, spec]) => [name, valueOf(spec)])), {
      noNullPrototype: true,
    });

  return membersOf(definition.shapes.at(-1) ?? {}).map((data) => ({ type: definition.type, data }));
}

const takesStatements = (shape: Shape = {}): boolean =>
  Object.values(shape).some(({ kind }) => kind === 'statement');
