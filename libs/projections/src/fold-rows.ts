import type { Ask } from './ask.js';
import { PoisonEvent } from './poison.js';
import type { Key, Known, ProjectedRow, ReadModel } from './projection.js';
import type { RowTable } from './row-table.js';

/** Folds a batch into the rows that it touches: each is loaded once and written once. */
export async function foldRows(
  ask: Ask,
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
  const loaded = await table.load(ask, [...touched.values()]);
  const rows = new Map<string, ProjectedRow>(loaded.map((row) => [table.identify(row), row]));
  for (const { event, key, id } of steps) {
    rows.set(id, foldedRow(model, table, rows.get(id), event, key));
  }
  await table.write(
    ask,
    [...rows.values()].map((row) => completedRow(model, table, row)),
  );
}

/** Throws PoisonEvent for whatever goes wrong. */
export function keysOf(model: ReadModel<never>, event: Known): readonly Key[] {
  try {
    return model.keys(event);
  } catch (cause) {
    throw new PoisonEvent('keys', { cause });
  }
}

/** Throws PoisonEvent for whatever goes wrong. */
export function foldedRow(
  model: ReadModel<never>,
  table: RowTable,
  row: ProjectedRow | undefined,
  event: Known,
  key: Key,
): ProjectedRow {
  try {
    const next: ProjectedRow = model.fold(row as never, event, key);
    if (table.isRowOf(next, key)) return next;
  } catch (cause) {
    throw new PoisonEvent('fold', { cause });
  }
  throw new PoisonEvent('a fold returned another row than the one it was given');
}

/** The row as it is written. Throws PoisonEvent for whatever goes wrong. */
export function completedRow(model: ReadModel<never>, table: RowTable, row: ProjectedRow): ProjectedRow {
  if (model.complete === undefined) return row;
  try {
    const complete: ProjectedRow = model.complete(row as never);
    if (table.isRowOf(complete, row)) return complete;
  } catch (cause) {
    throw new PoisonEvent('complete', { cause });
  }
  throw new PoisonEvent('a row was completed as another than it was');
}
