import type { DataSource } from 'typeorm';

export const ACCESS_OUTCOMES = ['allowed', 'denied', 'not-found'] as const;

/** One read of personal data, or the refusal of one. Never the data itself. */
export interface Access {
  /** The id of the member of staff, or `anonymous`. */
  readonly who: string;
  readonly role: string;
  /** Method and pattern of the route: `GET /cases/:id`. */
  readonly route: string;
  /** The streams or ids of the persons whose data was asked for. */
  readonly subjects: readonly string[];
  /** The reason that was given; null where none is asked for. */
  readonly why: string | null;
  readonly outcome: (typeof ACCESS_OUTCOMES)[number];
}

const INSERT = `
  INSERT INTO records.access_log (who, role, route, subjects, why, outcome)
  VALUES ($1, $2, $3, $4::jsonb, $5, $6)`;

/** The log of who read what. It is written before the data is handed out: no log, no answer. */
export class AccessLog {
  constructor(private readonly db: DataSource) {}

  /** Committed when it resolves. Rejects if it could not be written: then nothing may be answered. */
  async writeAccess({ who, role, route, subjects, why, outcome }: Access): Promise<void> {
    await this.db.query(INSERT, [who, role, route, JSON.stringify(subjects), why, outcome]);
  }
}
