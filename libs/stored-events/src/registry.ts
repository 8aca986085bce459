import type { EventDefinition } from '#libs/kernel/src/stored/event-definition.js';
import type { Shape } from '#libs/kernel/src/stored/fields.js';
import { NotKnownYet } from './errors.js';
import { faultsOfShapes } from './shape-rules.js';

export type AnyDefinition = EventDefinition<string, unknown>;

/** Every event type that may be stored. Two definitions of one type, or a shape that breaks a rule, throw. */
export class StoredEventRegistry {
  readonly #byType = new Map<string, AnyDefinition>();

  constructor(definitions: Iterable<AnyDefinition>) {
    for (const definition of definitions) {
      if (this.#byType.has(definition.type)) {
        throw new Error(`The event type ${definition.type} is defined twice; each type has one definition.`);
      }
      this.#byType.set(definition.type, definition);
    }
    const faults = [...this.#byType.values()].flatMap(faultsOfShapes);
    if (faults.length > 0) throw new Error(faults.join('\n'));
  }

  get definitions(): readonly AnyDefinition[] {
    return [...this.#byType.values()];
  }

  /** Throws NotKnownYet for a type that is not registered. */
  find(type: string): AnyDefinition {
    const definition = this.#byType.get(type);
    if (definition === undefined) throw new NotKnownYet('an event type');
    return definition;
  }

  /** The shape that data of this type and schema was stored in. Throws NotKnownYet. */
  shape(type: string, schema: number): Shape {
    const shape = this.find(type).shapes[schema - 1];
    if (shape === undefined) throw new NotKnownYet(`schema ${schema}`);
    return shape;
  }
}
