import type { EntityManager } from 'typeorm';
import { PoisonEvent } from './poison.js';
import type { Key, Known, ProjectedRow, ReadModel } from './projection.js';
import type { RowTable } from './row-table.js';

/** Folds a batch into the rows that it touches: each is loaded once and written once. */
export async function foldRows(
  manager: EntityManager,
  model: ReadModel<never>,
  table: RowTable,
  events: readonly Known[],
): Promise<void> {
  const touched = new Map<string, Key>();
  const steps = events.flatMap((event) =>
    keysOf(model, event).map((key) => {
      const id = table.identify(key);
      touched.set(id, key);
      return { event, key, id };
    }),
  );
  const loaded = await table.load(manager, [...touched.values()]);
  const rows = new Map<string, ProjectedRow>(loaded.map((row) => [table.identify(row), row]));
  for (const { event, key, id } of steps) {
    const row = folded(model, rows.get(id), event, key);
    if (table.identify(row) !== id)
      throw new PoisonEvent('a fold returned another row than the one it was given');
    rows.set(id, row);
  }
  await table.write(manager, [...rows.values()]);
}

function keysOf(model: ReadModel<never>, event: Known): readonly Key[] {
  try {
    return model.keys(event);
  } catch (cause) {
    throw new PoisonEvent('keys', { cause });
  }
}

function folded(
  model: ReadModel<never>,
  row: ProjectedRow | undefined,
  event: Known,
  key: Key,
): ProjectedRow {
  try {
    return model.fold(row as never, event, key);
  } catch (cause) {
    throw new PoisonEvent('fold', { cause });
  }
}
