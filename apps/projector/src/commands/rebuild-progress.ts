import { SingleBar } from 'cli-progress';
import type pg from 'pg';
import { statusOf, type RebuildStatus } from '#libs/projections/src/rebuild/rebuild-status.js';
import {
  isUnderWay,
  readRebuilds,
  type StoredRebuild,
} from '#libs/projections/src/rebuild/stored-rebuild.js';
import { OperatorError } from '../operator-error.js';

/** How often a line is printed where there is no terminal. */
const LINE_EVERY_MS = 5_000;

/** Shows how far the rebuilds are that answer these requests: a bar on a terminal, a line now and then elsewhere. */
export function rebuildProgress(db: pg.Client, names: readonly string[]) {
  const bar = new SingleBar({
    format: '{state} [{bar}] {events} events, {rate} a second, {left} left',
    stream: process.stderr,
    noTTYOutput: false,
    clearOnComplete: true,
  });
  bar.start(1_000, 0, { state: 'waiting', events: 0, rate: '-', left: '-' });
  let since: { at: StoredRebuild; ms: number } | null = null;
  let nextLine = performance.now() + LINE_EVERY_MS;

  /** Whether a projector is at work on one of them. Throws when one stands still. */
  const look = async (requests: readonly string[]): Promise<boolean> => {
    const ours = (await readRebuilds(db)).filter(
      ({ projection, request }) =>
        names.includes(projection) && request !== null && requests.includes(request),
    );
    const stopped = ours.find((each) => each.stopped !== null);
    if (stopped?.stopped)
      throw new OperatorError(
        `The rebuild of ${stopped.projection} stands still. ${stopped.stopped.error} ${stopped.stopped.remedy}`,
      );
    const [slowest] = ours
      .filter(isUnderWay)
      .sort((a, b) => Number(BigInt(a.position ?? 0) - BigInt(b.position ?? 0)));
    if (slowest === undefined) return false;
    since ??= { at: slowest, ms: performance.now() };
    show(statusOf(slowest, { ...since.at, seconds: (performance.now() - since.ms) / 1_000 }));
    return true;
  };

  const show = ({ state, events, position, goal, eventsPerSecond, secondsLeft }: RebuildStatus): void => {
    const part = goal === null || goal === '0' ? 0 : Math.min(1, Number(position ?? 0) / Number(goal));
    const rate = eventsPerSecond ?? '-';
    const left = secondsLeft === null ? '-' : `${secondsLeft} s`;
    bar.update(Math.floor(part * 1_000), { state, events, rate, left });
    if (process.stderr.isTTY || performance.now() < nextLine) return;
    nextLine = performance.now() + LINE_EVERY_MS;
    process.stderr.write(`${state}: ${events} events, ${rate} a second, ${left} left\n`);
  };

  return { look, done: () => bar.stop() };
}
