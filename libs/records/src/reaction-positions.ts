import type { DataSource } from 'typeorm';
import { ReactionPosition } from './reaction-position.entity.js';

const SAVE = `
  INSERT INTO records.reaction_position (reaction, position, event_id) VALUES ($1, $2::bigint, $3)
  ON CONFLICT (reaction) DO UPDATE
  SET position = EXCLUDED.position, event_id = EXCLUDED.event_id, moved_at = clock_timestamp()`;

/** How far each reaction has come in the log. The connection must know the entity ReactionPosition. */
export class StoredReactionPositions {
  constructor(private readonly db: DataSource) {}

  async read(reaction: string): Promise<{ readonly position: bigint; readonly eventId: string } | null> {
    const found = await this.db.manager.findOneBy(ReactionPosition, { reaction });
    return found && { position: BigInt(found.position), eventId: found.eventId };
  }

  async save(reaction: string, at: { readonly position: bigint; readonly eventId: string }): Promise<void> {
    await this.db.query(SAVE, [reaction, String(at.position), at.eventId]);
  }
}
