import type { ClientBase, Connection, Submittable } from 'pg';
import type { Cells } from '../row-table.js';

/** What pg's connection has for COPY; its types leave it out. */
interface CopyConnection {
  query(statement: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** Appends rows by `COPY ... FROM STDIN`, in text format. Rejects with what PostgreSQL says. */
export function copyIn(client: ClientBase, statement: string, rows: readonly Cells[]): Promise<void> {
  return new Promise((resolve, reject) => {
    client.query(new CopyIn(statement, rows, resolve, reject));
  });
}

/** A query of pg's protocol, beside its own Query: pg calls these methods by name. */
class CopyIn implements Submittable {
  constructor(
    private readonly statement: string,
    private readonly rows: readonly Cells[],
    private readonly resolve: () => void,
    private readonly reject: (error: unknown) => void,
  ) {}

  submit(connection: Connection): void {
    (connection as unknown as CopyConnection).query(this.statement);
  }

  handleCopyInResponse(connection: CopyConnection): void {
    connection.sendCopyFromChunk(Buffer.from(this.rows.map(lineOf).join('')));
    connection.endCopyFrom();
  }

  handleCommandComplete(): void {
    // The answer counts only when the server is ready for more.
  }

  handleReadyForQuery(): void {
    this.resolve();
  }

  handleError(error: unknown): void {
    this.reject(error);
  }
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** See "File Formats, Text Format" of PostgreSQL's COPY. */
function lineOf(row: Cells): string {
  return `${row.map((cell) => (cell === null ? '\\N' : cell.replace(/[\\\n\r\t]/g, (each) => ESCAPES[each] ?? each))).join('\t')}\n`;
}
