import { DataSource } from 'typeorm';
import { ReactionPosition } from './reaction-position.entity.js';

const SAVE = `
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

  async close(): Promise<void> {
    if (this.#database.isInitialized) await this.#database.destroy();
  }

  #connected(): Promise<DataSource> {
    return this.#database.isInitialized ? Promise.resolve(this.#database) : this.#database.initialize();
  }
}
