import type { ClientBase } from 'pg';
import type { StoredEvent } from '#libs/event-store/src/event-store.js';
import type { Projection } from '#libs/projections/src/projection.js';
import type { EventPlace } from '#libs/projections/src/stop-report.js';

/** A checkpoint as the snapshot has it; the instant in milliseconds, as the store's clock gives it. */
export interface Reflected {
  readonly projection: string;
  readonly partition: number;
  readonly version: number;
  readonly position: string | null;
  readonly eventId: string | null;
  readonly knownFrom: Date | null;
  readonly stopped: object | null;
  readonly skipped: readonly EventPlace[];
}

export async function readReflected(db: ClientBase): Promise<Reflected[]> {
  const { rows } = await db.query<Reflected>(
    `SELECT projection, partition, version, position, event_id AS "eventId", known_from AS "knownFrom", stopped, skipped
     FROM read.checkpoint ORDER BY projection, partition`,
  );
  return rows;
}

/** Checks that a checkpoint is what the log and the operators' requests say; problems are sentences without personal data. */
export class CheckpointCheck {
  readonly problems: string[] = [];
  #isMet: boolean;

  constructor(
    private readonly projection: Projection,
    private readonly reflected: Reflected,
  ) {
    this.#isMet = reflected.position === null;
    if (reflected.version !== projection.version)
      this.problems.push(
        `Its tables were filled by version ${reflected.version}, and this software has version ${projection.version}: they cannot be compared. ` +
          'Verify with the software that filled them, or after the rebuild.',
      );
    if (reflected.position === null && (reflected.eventId !== null || reflected.knownFrom !== null))
      this.problems.push('Its checkpoint names an event, and no position.');
  }

  get isComparable(): boolean {
    return this.reflected.version === this.projection.version;
  }

  /** To be told every event of the log, with the running maximum of the store's clock. */
  see({ position, id }: StoredEvent, knownFrom: Date): void {
    const { eventId, knownFrom: claimed } = this.reflected;
    if (String(position) !== this.reflected.position) return;
    this.#isMet = true;
    if (id !== eventId)
      this.problems.push(
        `Its checkpoint names event ${eventId} at position ${position}; the log has ${id} there.`,
      );
    if (claimed?.getTime() !== knownFrom.getTime())
      this.problems.push(
        `Its checkpoint says that position ${position} is known from ${claimed?.toISOString() ?? 'no instant'}; the log says ${knownFrom.toISOString()}.`,
      );
  }

  /** When the whole log was seen. `asked`: the events that operators asked this version to skip. */
  finish(asked: ReadonlySet<string>): void {
    const { position, skipped } = this.reflected;
    if (!this.#isMet)
      this.problems.push(`Its checkpoint stands at position ${position}, at which the log has no event.`);
    for (const place of skipped)
      if (!asked.has(place.id))
        this.problems.push(
          `It passed over entry ${place.revision} of ${place.stream}, which no operator asked for.`,
        );
  }
}
