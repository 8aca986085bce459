import { randomUUID } from 'node:crypto';
import type { Known, ProjectedRow, Projection, ReadModel } from '#libs/projections/src/projection.js';
import type { HomewardEvent } from '#libs/stored-events/src/homeward-events.js';
import type { IntakeLine } from '#libs/stored-events/src/metadata.js';
import { idOf } from './numbers.js';

const BYTES_OF_AN_EVENT = 600n;
const RECORDED_AT = new Date('2025-06-21T00:00:00Z');

/** A log of which nothing is kept but how long it is. */
export class ToldLog {
  position = 0n;

  /** A whole stream, as a projection knows its events once they are recorded. `line`: of the first two events. */
  stream(stream: string, events: readonly HomewardEvent[], line?: IntakeLine): Known[] {
    return events.map((event, revision) => ({
      stream,
      revision,
      position: (this.position += BYTES_OF_AN_EVENT),
      id: '',
      recordedAt: RECORDED_AT,
      knownFrom: RECORDED_AT,
      event,
      metadata: {
        schema: 1,
        actor: { id: idOf('caseworker', revision), role: 'caseworker' },
        ...commandOf(),
        ...(line !== undefined && revision < 2 && { line }),
      },
    }));
  }
}

function commandOf() {
  const commandId = randomUUID();
  return { commandId, digest: 'bench', $correlationId: commandId, $causationId: commandId };
}

/** The rows of each read model after whole streams, by its own functions. */
export function rowsOf(
  { streams, models }: Projection,
  events: readonly Known[],
): Map<ReadModel<never>, ProjectedRow[]> {
  const mine = events.filter(({ stream }) => streams.some((kind) => stream.startsWith(`${kind}-`)));
  return new Map(models.map((model) => [model, foldedBy(model, mine)]));
}

function foldedBy(model: ReadModel<never>, events: readonly Known[]): ProjectedRow[] {
  const rows = new Map<string, ProjectedRow>();
  for (const event of events)
    for (const key of model.keys(event)) {
      const name = Object.values(key).join('/');
      rows.set(name, model.fold(rows.get(name) as never, event, key));
    }
  return [...rows.values()].map((row): ProjectedRow => model.complete?.(row as never) ?? row);
}
