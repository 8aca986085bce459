import type { ClientBase } from 'pg';
import { RequestRefused } from '#libs/projections/src/ask-projector.js';
import type { StopReport } from '#libs/projections/src/stop-report.js';
import { addRequest, type OperatorRequest } from '#libs/records/src/operator-requests.js';
import { REACTION_VERSION } from '#libs/records/src/reaction-positions.js';
import { REACTION } from './react-to.js';

export interface Where extends Pick<OperatorRequest, 'who' | 'why' | 'commandId'> {
  readonly reaction: string;
}

/** The names of all reactions. */
export const REACTIONS: readonly string[] = [REACTION.name];

/** Where each reaction stands still that does. */
export async function readReactionStops(
  db: ClientBase,
): Promise<{ readonly reaction: string; readonly stopped: StopReport }[]> {
  const { rows } = await db.query<{ reaction: string; stopped: StopReport }>(
    'SELECT reaction, stopped FROM records.reaction_stop ORDER BY reaction LIMIT 1000',
  );
  return rows;
}

/** Records that a reaction that stands still be tried again; answers the request's number. Throws RequestRefused. */
export async function askReactionToRetry(db: ClientBase, { reaction, ...asked }: Where): Promise<string> {
  if ((await stopOf(db, reaction)) === undefined)
    throw new RequestRefused(`${reaction} does not stand still: there is nothing to retry.`);
  return addRequest(db, { ...asked, kind: 'retry', projection: reaction });
}

/** Records that the event at which a reaction stands still be passed over. Throws RequestRefused. */
export async function askReactionToSkip(
  db: ClientBase,
  { reaction, ...asked }: Where,
  eventId: string,
): Promise<string> {
  const stopped = await stopOf(db, reaction);
  if (stopped?.event?.id !== eventId)
    throw new RequestRefused(
      `${reaction} does not stand still at event ${eventId}. Only the event that stops it can be skipped: projector status, or GET /projections of the api, shows which that is.`,
    );
  if (stopped.error.startsWith('NewerThanSoftware'))
    throw new RequestRefused(
      `Event ${eventId} is newer than this software, which cannot know what it leads to: start the newer software instead.`,
    );
  return addRequest(db, { ...asked, kind: 'skip', projection: reaction, eventId, version: REACTION_VERSION });
}

async function stopOf(db: ClientBase, reaction: string): Promise<StopReport | undefined> {
  return (await readReactionStops(db)).find((each) => each.reaction === reaction)?.stopped;
}
