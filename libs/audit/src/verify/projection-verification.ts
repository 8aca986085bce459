import type { ClientBase } from 'pg';
import { takenBy, type Arrival } from '#libs/projections/src/arrival.js';
import type { Projection } from '#libs/projections/src/projection.js';
import type { projectionsDatabase } from '#libs/projections/src/projections-database.js';
import { readSkips } from '#libs/projections/src/skips.js';
import { CheckpointCheck, type Reflected } from './checkpoint-check.js';
import type { VerifiedProjection } from './findings.js';
import { Recomputing } from './recomputing.js';
import type { Sample } from './sampling.js';
import { TableVerification } from './table-verification.js';

/** One projection while it is verified: its checkpoint, and its tables as the log says that they should be. */
export class ProjectionVerification {
  readonly #recomputing: Recomputing;
  readonly #check: CheckpointCheck;
  readonly upTo: bigint | null;

  private constructor(
    private readonly projection: Projection,
    private readonly reflected: Reflected,
    private readonly tables: readonly TableVerification[],
    private readonly asked: ReadonlySet<string>,
    private readonly skips: ReadonlySet<string>,
    client: ClientBase,
  ) {
    this.upTo = reflected.position === null ? null : BigInt(reflected.position);
    this.#check = new CheckpointCheck(projection, reflected);
    this.#recomputing = new Recomputing(projection, this.upTo, this.#comparable, skips, client);
  }

  static async open(
    projection: Projection,
    reflected: Reflected,
    client: ClientBase,
    database: ReturnType<typeof projectionsDatabase>,
    sample: Sample,
  ): Promise<ProjectionVerification> {
    const tables = projection.models.map(
      (model) => new TableVerification(client, model, database.getMetadata(model.entity), sample),
    );
    for (const table of tables) await table.make();
    const asked = await readSkips(
      async (statement, parameters) => (await client.query(statement, parameters)).rows,
      projection,
    );
    const skips = new Set(reflected.skipped.map(({ id }) => id));
    return new ProjectionVerification(projection, reflected, tables, asked, skips, client);
  }

  async take(arrived: readonly Arrival[]): Promise<void> {
    for (const { stored, knownFrom } of arrived) this.#check.see(stored, knownFrom);
    await this.#recomputing.take(arrived);
  }

  /** When the whole log was taken. */
  async compare(show: boolean): Promise<void> {
    await this.#recomputing.written();
    this.#check.finish(this.asked);
    if (this.#recomputing.stopped === null) for (const table of this.#comparable) await table.compare(show);
  }

  get isExplanationWanted(): boolean {
    return this.tables.some((table) => table.isExplanationWanted);
  }

  /** To be told the whole log once more, after it was compared. */
  explain(arrival: Arrival): void {
    if (this.upTo === null || arrival.stored.position > this.upTo) return;
    const taken = takenBy(this.projection, this.skips, arrival);
    if (typeof taken === 'string') return;
    for (const table of this.tables) if (table.isExplanationWanted) table.explain(taken);
  }

  get verified(): VerifiedProjection {
    const { stopped, events } = this.#recomputing;
    return {
      projection: this.projection.name,
      position: this.reflected.position,
      events,
      problems: [...this.#check.problems, ...(stopped === null ? [] : [stopped])],
      skipped: this.reflected.skipped.length,
      tables: this.tables.map((table) => table.verified),
    };
  }

  get #comparable(): readonly TableVerification[] {
    return this.#check.isComparable ? this.tables : [];
  }
}
