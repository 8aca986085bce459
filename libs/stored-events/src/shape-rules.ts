import { isDeepStrictEqual } from 'node:util';
import type { EventDefinition } from '#libs/kernel/src/stored/event-definition.js';
import type { FieldSpec, Shape } from '#libs/kernel/src/stored/fields.js';

/**
 * What breaks the rules of stored shapes, one sentence for each field: text outside `personal`, public text
 * without a reason, personal data or a statement where the codec would not look for it, an unknown kind. And a shape that is
 * the one before again: what is meant anew, with the same fields, could not be told from what was meant before.
 */
export function faultsOfShapes(definition: EventDefinition<string, unknown>): string[] {
  return [...repeated(definition), ...faultsOfEachShape(definition)];
}

function repeated({ type, shapes }: EventDefinition<string, unknown>): string[] {
  return shapes.flatMap((shape, index) =>
    isDeepStrictEqual(shape, shapes[index - 1])
      ? [`${type} v${index + 1}: it has the shape of v${index}; leave it out, or name what has changed.`]
      : [],
  );
}

function faultsOfEachShape(definition: EventDefinition<string, unknown>): string[] {
  return definition.shapes.flatMap((shape, index) =>
    Object.entries(shape).flatMap(([name, spec]) =>
      faultsOfField(name, spec, shape).map((fault) => `${definition.type} v${index + 1}, field ${fault}`),
    ),
  );
}

function faultsOfField(name: string, spec: FieldSpec, shape: Shape): string[] {
  const inner = spec.kind === 'optional' ? spec.of : spec;
  if (name === 'personal') return [`${name}: the name is taken by the ciphertexts; choose another.`];
  if (inner.kind === 'personal')
    return [...faultsOfSubject(name, inner.whose, shape), ...faultsOf(name, inner.of, true)];
  if (spec.kind === 'statement') return [];
  return faultsOf(name, spec, false);
}

function faultsOfSubject(name: string, whose: 'person' | { subjectIn: string }, shape: Shape): string[] {
  if (whose === 'person' || shape[whose.subjectIn]?.kind === 'stream') return [];
  return [
    `${name}: its subject must stand in a field stream() of the same event, ${whose.subjectIn} is none.`,
  ];
}

function faultsOf(path: string, spec: FieldSpec, inPersonal: boolean): string[] {
  switch (spec.kind) {
    case 'word':
    case 'id':
    case 'date':
    case 'instant':
    case 'count':
    case 'flag':
    case 'basis':
    case 'digest':
    case 'stream':
      return [];
    case 'text':
      return inPersonal
        ? []
        : [
            `${path}: free text names people; wrap it in personal(), or use publicText() and say why it does not.`,
          ];
    case 'publicText':
      return spec.because.trim() ? [] : [`${path}: publicText() needs the reason why it names nobody.`];
    case 'optional':
      return faultsOf(path, spec.of, inPersonal);
    case 'list':
      return faultsOf(`${path}[]`, spec.of, inPersonal);
    case 'record':
      return Object.entries(spec.fields).flatMap(([name, of]) => faultsOf(`${path}.${name}`, of, inPersonal));
    case 'personal':
      return [`${path}: personal() stands only at the top of an event, or directly in optional() there.`];
    case 'statement':
      return [`${path}: statement() stands only at the top of an event.`];
  }
  return [`${path}: the kind "${(spec as { kind: string }).kind}" is not known here.`];
}
