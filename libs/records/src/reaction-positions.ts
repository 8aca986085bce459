import { DataSource } from 'typeorm';
import { ReactionPosition } from './reaction-position.entity.js';

/** Its version in operators' requests to skip an event: a reaction has but one. */
export const REACTION_VERSION = 1;

const SAVE = `
  WITH moved_on AS (DELETE FROM records.reaction_stop WHERE reaction = $1)
  INSERT INTO records.reaction_position (reaction, position, event_id) VALUES ($1, $2::bigint, $3)
  ON CONFLICT (reaction) DO UPDATE
  SET position = EXCLUDED.position, event_id = EXCLUDED.event_id, moved_at = clock_timestamp()`;

/** How far each reaction has come in the log. Connects when it is first asked; each call fails while there is no database. */
export class StoredReactionPositions {
  readonly #database: DataSource;

  constructor(url: string) {
    this.#database = new DataSource({
      type: 'postgres',
      url,
      entities: [ReactionPosition],
      poolSize: 1,
      poolErrorHandler: () => undefined,
      applicationName: 'homeward-reactions',
    });
  }

  async read(reaction: string): Promise<{ readonly position: bigint; readonly eventId: string } | null> {
    const { manager } = await this.#connected();
    const found = await manager.findOneBy(ReactionPosition, { reaction });
    return found && { position: BigInt(found.position), eventId: found.eventId };
  }

  async save(reaction: string, at: { readonly position: bigint; readonly eventId: string }): Promise<void> {
    const database = await this.#connected();
    await database.query(SAVE, [reaction, String(at.position), at.eventId]);
  }

  /** Leaves word of where it stands still, until the next position is saved. */
  async stop(reaction: string, report: object): Promise<void> {
    const database = await this.#connected();
    await database.query(
      `INSERT INTO records.reaction_stop (reaction, stopped) VALUES ($1, $2::jsonb)
       ON CONFLICT (reaction) DO UPDATE SET stopped = EXCLUDED.stopped`,
      [reaction, JSON.stringify(report)],
    );
  }

  /** The ids of the events that an operator had it pass over. */
  async skips(reaction: string): Promise<ReadonlySet<string>> {
    const database = await this.#connected();
    const rows = await database.query<{ id: string }[]>(
      "SELECT event_id AS id FROM records.operator_request WHERE kind = 'skip' AND projection = $1 AND version = $2",
      [reaction, REACTION_VERSION],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** The number of the last request to retry or to skip; '0' if there was none. */
  async lastRequest(reaction: string): Promise<string> {
    const database = await this.#connected();
    const [found] = await database.query<{ id: string }[]>(
      "SELECT coalesce(max(id), 0) AS id FROM records.operator_request WHERE kind IN ('retry', 'skip') AND projection = $1",
      [reaction],
    );
    return found?.id ?? '0';
  }

  async close(): Promise<void> {
    if (this.#database.isInitialized) await this.#database.destroy();
  }

  #connected(): Promise<DataSource> {
    return this.#database.isInitialized ? Promise.resolve(this.#database) : this.#database.initialize();
  }
}
