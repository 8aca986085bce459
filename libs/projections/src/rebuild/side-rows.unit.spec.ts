import { describe, expect, it } from '@jest/globals';
import type { ClientBase } from 'pg';
import type { EntityMetadata } from 'typeorm';
import type { Ask } from '../ask.js';
import { readModel, type Known, type ProjectedRow } from '../projection.js';
import { RowTable } from '../row-table.js';
import { SideRows } from './side-rows.js';

interface Said extends ProjectedRow {
  readonly stream: string;
  readonly said: string;
}

const CHARACTERS = 100_000;
/** As many rows of that length as SideRows may hold of what is written. */
const HELD_AT_MOST = (4 * 1_024 * 1_024) / CHARACTERS + 1;
const STRETCH = 10;

const columns = ['stream', 'revision', 'position', 'said'].map((name) => ({
  propertyName: name,
  databaseName: name,
  type: 'text',
  isPrimary: name === 'stream',
}));
const table = new RowTable({ tableName: 'said', columns } as unknown as EntityMetadata, 'read_next');
const model = readModel<Said>({
  entity: class {} as new () => Said,
  keys: ({ stream }) => [{ stream }],
  fold: (row, { stream, revision, position }) => ({
    stream,
    revision,
    position: String(position),
    said: row?.said ?? 'x'.repeat(CHARACTERS),
  }),
});
const event = (stream: string): Known => ({ stream, revision: 0, position: 1n }) as Partial<Known> as Known;

/** A connection that takes whatever is copied in. */
const taking = {
  query(copy: CopyIn) {
    copy.handleCopyInResponse({
      stream: { writableNeedDrain: false },
      sendCopyFromChunk: () => undefined,
      endCopyFrom: () => copy.handleReadyForQuery(),
    });
  },
} as unknown as ClientBase;

interface CopyIn {
  handleCopyInResponse(connection: object): void;
  handleReadyForQuery(): void;
}

describe('The rows that a rebuild holds in memory', () => {
  const rows = new SideRows(model, table, true);
  const step = (stream: string) => {
    const touched = rows.touched(event(stream));
    return { touched: touched.map((each) => [rows, each] as const) };
  };
  /** Those of these streams that it would have to look for in the table. */
  const lookedFor = async (streams: readonly string[]): Promise<number> => {
    let asked: readonly unknown[] = [];
    const ask: Ask = (_statement, [keys]) => {
      asked = keys as readonly unknown[];
      return Promise.resolve([]);
    };
    await rows.fetch(ask, streams.map(step));
    return asked.length;
  };

  it('are let go of once they are written, those last that were folded last', async () => {
    const streams = Array.from({ length: 20 * STRETCH }, (_, index) => `case-${index}`);
    for (let at = 0; at < streams.length; at += STRETCH) {
      rows.trim();
      for (const stream of streams.slice(at, at + STRETCH))
        for (const [, touched] of step(stream).touched) rows.keep(rows.folded(event(stream), touched));
      await rows.write(taking, () => Promise.resolve([]), rows.takeStretch());
    }
    rows.trim();
    expect(await lookedFor(streams.slice(-STRETCH))).toBe(0);
    expect(streams.length - (await lookedFor(streams))).toBeLessThanOrEqual(HELD_AT_MOST);
  });
});
