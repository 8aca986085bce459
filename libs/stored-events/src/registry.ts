import type { EventDefinition } from '#libs/kernel/src/stored/event-definition.js';
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

  find(type: string): AnyDefinition | undefined {
    return this.#byType.get(type);
  }
}
