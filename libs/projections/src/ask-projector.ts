import type { ClientBase } from 'pg';
import { addRequest, type OperatorRequest } from '#libs/records/src/operator-requests.js';
import { tablesOf } from './ownership.js';
import type { Projection } from './projection.js';
import type { StopReport } from './stop-report.js';

/** A request that would do nothing, or not what was meant: it was not recorded. The message says why. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
}

export interface Where extends Pick<OperatorRequest, 'who' | 'why' | 'commandId'> {
  readonly projection: Projection;
}

interface Standing {
  readonly version: number;
  readonly stopped: StopReport;
}

/** Records that a projection be filled anew. Answers the request's number. */
export function askToRebuild(db: ClientBase, where: Where, throttle: number | null): Promise<string> {
  return addRequest(db, { ...requestOf(where), kind: 'rebuild', throttle });
}

/** Records that a projection or rebuild that stands still be tried again. Throws RequestRefused. */
export async function askToRetry(db: ClientBase, where: Where): Promise<string> {
  if ((await standing(db, where.projection)).length === 0)
    throw new RequestRefused(
      `Neither ${where.projection.name} nor a rebuild of it stands still: there is nothing to retry.`,
    );
  return addRequest(db, { ...requestOf(where), kind: 'retry' });
}

/** Records that the event at which a projection or rebuild stands still be passed over. Throws RequestRefused. */
export async function askToSkip(db: ClientBase, where: Where, eventId: string): Promise<string> {
  const { name } = where.projection;
  const found = (await standing(db, where.projection)).find(({ stopped }) => stopped.event?.id === eventId);
  if (found === undefined)
    throw new RequestRefused(
      `Neither ${name} nor a rebuild of it stands still at event ${eventId}. Only the event that stops it can be skipped: projector status, or GET /projections of the api, shows which that is.`,
    );
  if (found.stopped.error.startsWith('NewerThanSoftware'))
    throw new RequestRefused(
      `Event ${eventId} is newer than this software, which cannot know what it changes: start the newer software instead.`,
    );
  return addRequest(db, { ...requestOf(where), kind: 'skip', eventId, version: found.version });
}

/** Records that the tables which the last rebuild replaced be dropped. Throws RequestRefused. */
export async function askToForgetOld(db: ClientBase, where: Where): Promise<string> {
  const { rows } = await db.query(
    "SELECT FROM pg_class WHERE relnamespace = 'read_old'::regnamespace AND relkind = 'r' AND relname = ANY ($1)",
    [tablesOf(where.projection)],
  );
  if (rows.length === 0)
    throw new RequestRefused(
      `No old tables of ${where.projection.name} are kept: there is nothing to forget.`,
    );
  return addRequest(db, { ...requestOf(where), kind: 'forget-old' });
}

function requestOf({ projection: { name }, ...asked }: Where) {
  return { ...asked, projection: name };
}

/** The live projection, a rebuild of it, or both. */
async function standing(db: ClientBase, { name }: Projection): Promise<Standing[]> {
  const { rows } = await db.query<Standing>(
    `SELECT version, stopped FROM read.checkpoint WHERE projection = $1 AND partition = 0 AND stopped IS NOT NULL
     UNION ALL SELECT version, stopped FROM read.rebuild WHERE projection = $1 AND stopped IS NOT NULL`,
    [name],
  );
  return rows;
}
