import type { ClientBase } from 'pg';

/** On which a projector hears that an operator asked for something. */
export const PROJECTOR_CHANNEL = 'homeward_projector';

interface Asked {
  /** The id of the member of staff, or the login of the operator. */
  readonly who: string;
  readonly why: string;
  /** Or the reaction that is asked for. */
  readonly projection: string;
  /** Of a request over HTTP: it is recorded once. */
  readonly commandId?: string;
}

/**
 * What an operator asks of the projector. A skip names the version of the projection that could not take the event: a
 * later version takes it again. `throttle`: at most so many events a second.
 */
export type OperatorRequest = Asked &
  (
    | { readonly kind: 'retry' | 'forget-old' }
    | { readonly kind: 'skip'; readonly eventId: string; readonly version: number }
    | { readonly kind: 'rebuild'; readonly throttle: number | null }
  );

export interface OpenRequest {
  readonly id: string;
  readonly kind: 'rebuild' | 'forget-old';
  readonly projection: string;
  readonly throttle: number | null;
}

export interface Answer {
  readonly outcome: 'done' | 'refused' | 'superseded';
  /** A sentence for the operator. */
  readonly explanation: string;
}

/** Append-only: who asked for what and why. Answers the request's number; projectors hear of it on commit. */
export async function addRequest(db: ClientBase, request: OperatorRequest): Promise<string> {
  const { who, why, kind, projection, commandId = null } = request;
  const { rows } = await db.query<{ id: string }>(
    `WITH asked AS (
       INSERT INTO records.operator_request (who, why, kind, projection, event_id, version, throttle, command_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id)
     SELECT id, pg_notify('${PROJECTOR_CHANNEL}', $3) FROM asked`,
    [
      who,
      why,
      kind,
      projection,
      kind === 'skip' ? request.eventId : null,
      kind === 'skip' ? request.version : null,
      kind === 'rebuild' ? request.throttle : null,
      commandId,
    ],
  );
  return rows[0]?.id ?? '';
}

/** Those that wait for an answer, oldest first. A retry or a skip needs none: the projector starts over by itself. */
export async function openRequests(db: ClientBase): Promise<OpenRequest[]> {
  const { rows } = await db.query<OpenRequest>(`
    SELECT id, kind, projection, throttle FROM records.operator_request r
    WHERE kind IN ('rebuild', 'forget-old') AND NOT EXISTS (SELECT FROM records.operator_answer WHERE request = r.id)
    ORDER BY id LIMIT 1000`);
  return rows;
}

export async function addAnswer(db: ClientBase, request: string, answer: Answer): Promise<void> {
  await db.query(
    'INSERT INTO records.operator_answer (request, outcome, explanation) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [request, answer.outcome, answer.explanation],
  );
}

export async function answerTo(db: ClientBase, request: string): Promise<Answer | null> {
  const { rows } = await db.query<Answer>(
    'SELECT outcome, explanation FROM records.operator_answer WHERE request = $1',
    [request],
  );
  return rows[0] ?? null;
}

/** A request as it is read back, with what became of it. */
export interface PastRequest {
  readonly id: string;
  readonly at: Date;
  readonly who: string;
  readonly why: string;
  readonly kind: OperatorRequest['kind'];
  readonly projection: string;
  readonly eventId: string | null;
  readonly throttle: number | null;
  /** Null while a projector has not answered; a retry or a skip gets no answer. */
  readonly answer: (Answer & { readonly at: Date }) | null;
}

/** By its number, or by the id of the command that recorded it. Null if there is none. */
export async function pastRequest(
  db: ClientBase,
  by: { readonly id: string } | { readonly commandId: string },
): Promise<PastRequest | null> {
  const [column, value] = 'id' in by ? ['id', by.id] : ['command_id', by.commandId];
  const { rows } = await db.query<
    Omit<PastRequest, 'answer'> & { outcome: Answer['outcome'] | null; explanation: string; answeredAt: Date }
  >(
    `SELECT r.id, r.at, r.who, r.why, r.kind, r.projection, r.event_id AS "eventId", r.throttle,
       a.outcome, a.explanation, a.at AS "answeredAt"
     FROM records.operator_request r LEFT JOIN records.operator_answer a ON a.request = r.id
     WHERE r.${column} = $1`,
    [value],
  );
  const [found] = rows;
  if (found === undefined) return null;
  const { outcome, explanation, answeredAt, ...request } = found;
  return { ...request, answer: outcome === null ? null : { outcome, explanation, at: answeredAt } };
}

/**
 * The request that a command recorded before; null if it did not. In a transaction: until it ends, nobody else records one for that
 * command.
 */
export async function recordedBy(db: ClientBase, commandId: string): Promise<PastRequest | null> {
  await db.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [commandId]);
  return pastRequest(db, { commandId });
}
