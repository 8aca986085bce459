import { getMetadataArgsStorage } from 'typeorm';
import type { Projection } from './projection.js';

/**
 * Each projection has a name, and each table of the schema `read` one projection; a row goes to no other table than that of the read
 * model that folded it. Throws for a fault of the program.
 */
export function mustOwnTheirTables(projections: readonly Projection[]): void {
  const owners = new Map<string, string>();
  for (const { name, models } of projections) {
    claim(owners, `projection ${name}`, name);
    for (const { entity } of models) {
      const table = tableOf(entity);
      if (table?.schema !== 'read' || table.name === undefined)
        throw new Error(
          `The projection ${name} may only write tables of the schema read: ${entity.name} is none.`,
        );
      claim(owners, `table read.${table.name}`, name);
    }
  }
}

function claim(owners: Map<string, string>, what: string, projection: string): void {
  const owner = owners.get(what);
  if (owner !== undefined) throw new Error(`The ${what} is claimed twice: by ${owner} and by ${projection}.`);
  owners.set(what, projection);
}

/** The names of its tables, without the schema. */
export function tablesOf({ models }: Pick<Projection, 'models'>): string[] {
  return models.map(({ entity }) => tableOf(entity)?.name ?? '');
}

function tableOf(entity: unknown) {
  return getMetadataArgsStorage().tables.find(({ target }) => target === entity);
}
