import type { ClientBase } from 'pg';
import { readCheckpoints } from '#libs/projections/src/checkpoints.js';
import { statusOf } from '#libs/projections/src/rebuild/rebuild-status.js';
import {
  isUnderWay,
  readRebuilds,
  type StoredRebuild,
} from '#libs/projections/src/rebuild/stored-rebuild.js';
import { readSkipped } from '#libs/projections/src/skips.js';
import type { EventPlace, StopReport } from '#libs/projections/src/stop-report.js';
import { allProjections } from '#libs/read-models/src/all-projections.js';

/** How every projection stands, as PostgreSQL has it: what the projector alone knows, such as the end of the log, is not in it. */
export async function projectionAnswers(db: ClientBase, now: Date) {
  const checkpoints = await readCheckpoints(db);
  const rebuilds = await readRebuilds(db);
  const skipped = await readSkipped(db);
  const furthest = checkpoints.reduce((most, { position }) => max(most, BigInt(position ?? 0)), 0n);
  return allProjections.map(({ name, version: newest }) => {
    const found = checkpoints.find(({ projection }) => projection === name);
    const { version = null, position = null, knownFrom = null, stopped = null } = found ?? {};
    const rebuild = rebuilds.find(({ projection }) => projection === name);
    return {
      name,
      version,
      awaitsRebuild: version !== null && version < newest,
      position,
      behind: position === null ? null : String(furthest - BigInt(position)),
      knownFrom,
      stopped: stopAnswer(stopped),
      skipped: skipped
        .filter(({ projection }) => projection === name)
        .map(({ projection: _, ...each }) => ({ ...each, ...placeAnswer(each) })),
      rebuild: rebuild === undefined ? null : rebuildAnswer(rebuild, now),
    };
  });
}

const max = (a: bigint, b: bigint): bigint => (a > b ? a : b);

/** The pace is that since it was begun. */
function rebuildAnswer(rebuild: StoredRebuild, now: Date) {
  const { throttle, request, startedAt } = rebuild;
  const seconds = (now.getTime() - startedAt.getTime()) / 1_000;
  const goesOn = isUnderWay(rebuild) && rebuild.stopped === null;
  const status = statusOf(rebuild, goesOn ? { events: 0, position: null, seconds } : null);
  return { ...status, stopped: stopAnswer(status.stopped), throttle, request, startedAt };
}

/** Revisions are texts, as everywhere. */
const placeAnswer = ({ id, stream, revision, position, type }: EventPlace) => ({
  id,
  stream,
  revision: String(revision),
  position,
  type,
});

export function stopAnswer(stopped: StopReport | null) {
  return stopped && { ...stopped, event: stopped.event && placeAnswer(stopped.event) };
}
