import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { ClientBase, Connection, Submittable } from 'pg';
import type { Cells, RowTable } from '../row-table.js';

/** What pg's connection has for COPY; its types leave it out. */
interface CopyConnection {
  readonly stream: Writable;
  query(statement: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
}

/** So much is encoded and handed to the socket at once: between two pieces others have their turn. */
const PIECE_CHARACTERS = 128 * 1_024;

/** Appends rows by `COPY ... FROM STDIN`, in text format. Rejects with what PostgreSQL says, or what the rows throw. */
export function copyIn(client: ClientBase, table: RowTable, rows: Iterable<Cells>): Promise<void> {
  return new Promise((resolve, reject) => {
    client.query(new CopyIn(table, rows, resolve, reject));
  });
}

/** A query of pg's protocol, beside its own Query: pg calls these methods by name. */
class CopyIn implements Submittable {
  #failed = false;
  /** Of rows that could not be had. */
  #cause: unknown;

  constructor(
    private readonly table: RowTable,
    private readonly rows: Iterable<Cells>,
    private readonly resolve: () => void,
    private readonly reject: (error: unknown) => void,
  ) {}

  submit(connection: Connection): void {
    (connection as unknown as CopyConnection).query(this.table.copyStatement);
  }

  handleCopyInResponse(connection: CopyConnection): void {
    this.#send(connection).catch((error: unknown) => {
      this.#cause = error;
      // PostgreSQL answers with an error of its own, and is ready for more then.
      if (!this.#failed) connection.sendCopyFail('the rows could not be had');
    });
  }

  handleCommandComplete(): void {
    // The answer counts only when the server is ready for more.
  }

  handleReadyForQuery(): void {
    if (!this.#failed) this.resolve();
  }

  handleError(error: unknown): void {
    this.#failed = true;
    this.reject(this.#cause ?? error);
  }

  async #send(connection: CopyConnection): Promise<void> {
    for (const piece of this.#pieces()) {
      if (this.#failed) return;
      connection.sendCopyFromChunk(Buffer.from(piece));
      if (connection.stream.writableNeedDrain) await once(connection.stream, 'drain');
    }
    if (!this.#failed) connection.endCopyFrom();
  }

  *#pieces(): Generator<string> {
    let piece = '';
    for (const row of this.rows) {
      piece += this.table.line(row);
      if (piece.length < PIECE_CHARACTERS) continue;
      yield piece;
      piece = '';
    }
    if (piece !== '') yield piece;
  }
}
