import type { EventDefinition } from '#libs/kernel/src/stored/event-definition.js';
import type { Shape } from '#libs/kernel/src/stored/fields.js';
import { NotKnownYet } from './errors.js';
import { faultsOfShapes } from './shape-rules.js';

export type AnyDefinition = EventDefinition<string, unknown>;

/** Every event type that may be stored. Two definitions of one type, or a shape that breaks a rule, throw. */
export class StoredEventRegistry {
  readonly definitions: readonly AnyDefinition[];
  /** By every type under which it was ever written. */
  readonly #byType = new Map<string, AnyDefinition>();

  constructor(definitions: Iterable<AnyDefinition>) {
    this.definitions = [...definitions];
    for (const definition of this.definitions) {
      for (const type of new Set(definition.written.map((written) => written.type))) {
        if (this.#byType.has(type)) {
          throw new Error(`The event type ${type} is defined twice; each type has one definition.`);
        }
        this.#byType.set(type, definition);
      }
    }
    const faults = this.definitions.flatMap(faultsOfShapes);
    if (faults.length > 0) throw new Error(faults.join('\n'));
  }

  /** Throws NotKnownYet for a type that is not registered. */
  find(type: string): AnyDefinition {
    const definition = this.#byType.get(type);
    if (definition === undefined) throw new NotKnownYet('an event type');
    return definition;
  }

  /** The shape that data of this type and schema was stored in. Throws NotKnownYet. */
  shape(type: string, schema: number): Shape {
    const { shapes, written } = this.find(type);
    const shape = shapes[schema - 1];
    const wasWritten = written.some((each) => each.type === type && each.schema === schema);
    if (shape === undefined || !wasWritten) throw new NotKnownYet(`schema ${schema}`);
    return shape;
  }
}
