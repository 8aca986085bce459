import { setTimeout as delay } from 'node:timers/promises';
import { opened } from '../arrival.js';
import type { Projection } from '../projection.js';
import { projectionsDatabase } from '../projections-database.js';
import type { ProjectionsOptions } from '../projections-options.js';
import type { Notices } from './notices.js';
import type { RebuildOptions } from './rebuild-lease.js';
import { RebuildRun } from './rebuild-run.js';

const CHUNK = 1_000;

/**
 * Carries these rebuilds on until each is live or stands still, over one reading of the log after another, each decoded once for all.
 * Returns before that when something was asked that may change the plan: what is stored is enough to go on by.
 */
export async function replay(
  projections: readonly Projection[],
  options: RebuildOptions,
  notices: Notices,
): Promise<void> {
  const database = await projectionsDatabase(options.databaseUrl, projections).initialize();
  const runs: RebuildRun[] = [];
  try {
    for (const projection of projections) runs.push(await RebuildRun.open(projection, options, database));
    const isAsked = (): boolean => options.signal.aborted || notices.include('retry', 'skip', 'rebuild');
    for (;;) {
      const going = runs.filter(({ isGoing }) => isGoing);
      if (going.length === 0 || isAsked()) return;
      const first = going.reduce((a, b) => ((a.position ?? -1n) < (b.position ?? -1n) ? a : b));
      const end = (await options.eventStore.rest(first.position))?.last.position ?? first.position;
      for (const run of going) await run.beginReading(end);
      if (end !== null && end !== first.position) await read(going, first, end, options, isAsked);
      for (const run of going) await run.endReading(!isAsked());
    }
  } finally {
    for (const run of runs) await run.close();
    await database.destroy();
  }
}

/** Once through the log, from the earliest position to where the log ended before: others may append as fast as it reads. */
async function read(
  runs: readonly RebuildRun[],
  first: Pick<RebuildRun, 'position' | 'knownFrom'>,
  end: bigint,
  { eventStore, codec, signal }: ProjectionsOptions,
  isAsked: () => boolean,
): Promise<void> {
  const throttle = Math.min(...runs.map((run) => run.throttle ?? Infinity));
  let { knownFrom } = first;
  const began = performance.now();
  let events = 0;
  for await (const chunk of eventStore.readAllInChunks(first.position, Math.min(CHUNK, throttle))) {
    const arrivals = await opened(chunk, codec, knownFrom);
    knownFrom = arrivals.at(-1)?.knownFrom ?? knownFrom;
    await Promise.all(runs.map((run) => run.take(arrivals)));
    if (isAsked() || !runs.some(({ isReading }) => isReading)) return;
    if ((chunk.at(-1)?.position ?? end) >= end) return;
    events += chunk.length;
    const early = (events / throttle) * 1_000 - (performance.now() - began);
    if (early > 0) await delay(early, undefined, { signal }).catch(() => undefined);
  }
}
