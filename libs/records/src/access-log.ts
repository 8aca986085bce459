import type { DataSource } from 'typeorm';

/** `refused`: a command that a rule refused, or that came too late; such an answer tells something of the person. */
export const ACCESS_OUTCOMES = ['allowed', 'denied', 'not-found', 'refused'] as const;

/** One read of personal data, or the refusal of one. Never the data itself. */
export interface Access {
  /** The id of the member of staff, or `anonymous`. */
  readonly who: string;
  readonly role: string;
  /** Method and pattern of the route: `GET /cases/:id`. */
  readonly route: string;
  /** The streams or ids of the persons whose data was asked for. */
  readonly subjects: readonly string[];
  /** The reason that was given; null where none was. */
  readonly why: string | null;
  readonly outcome: (typeof ACCESS_OUTCOMES)[number];
  /** The broken glass without which it would have been denied. */
  readonly glass?: string;
}

/** An access as it is read back. `id` orders them, and is told to nobody. */
export interface PastAccess extends Omit<Access, 'subjects' | 'glass'> {
  readonly id: bigint;
  readonly at: Date;
  readonly glass: string | null;
}

/** The log of who read what. It is written before the data is handed out: no log, no answer. */
export class AccessLog {
  constructor(private readonly db: DataSource) {}

  /**
   * Committed when it resolves. Rejects if it could not be written: then nothing may be answered. Nor may anything be when it
   * resolves to more than 0: the person was shown `mostCases` different cases within the hour (written as denied), and this is for how
   * many seconds there are no more.
   */
  async writeAccess(
    { who, role, route, subjects, why, outcome, glass }: Access,
    mostCases: number | null = null,
  ): Promise<number> {
    const [written] = await this.db.query<{ wait: number }[]>(
      'SELECT records.write_access($1, $2, $3, $4, $5, $6, $7, $8) AS wait',
      [who, role, route, JSON.stringify(subjects), why, outcome, glass ?? null, mostCases],
    );
    if (written === undefined) throw new Error('The access log did not say that it was written.');
    return written.wait;
  }

  /** Who had access to a subject, or was denied it, newest first, before the one of that id; at most so many. */
  async accessesOf(subject: string, before: bigint | null, most: number): Promise<PastAccess[]> {
    const rows = await this.db.query<(Omit<PastAccess, 'id'> & { id: string })[]>(
      'SELECT id, at, who, role, route, why, outcome, glass FROM records.accesses_of($1, $2, $3)',
      [subject, String(before ?? NEWEST), most],
    );
    return rows.map((row) => ({ ...row, id: BigInt(row.id) }));
  }
}

const NEWEST = 2n ** 63n - 1n;
