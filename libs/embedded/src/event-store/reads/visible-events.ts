import type { StreamMetadata } from '../storage/stream-metadata.js';

/** The first revision that `$maxCount` and `$tb` leave to be read. */
export function firstVisibleRevision(metadata: StreamMetadata, last: number): number {
  const byCount = metadata.maxCount === undefined ? 0 : last - metadata.maxCount + 1;
  return Math.max(0, byCount, metadata.truncateBefore ?? 0);
}

/** Whether `$maxAge` still lets an event be read. `now`: milliseconds since 1970. */
export function isYoungEnough(metadata: StreamMetadata, createdTicks: string, now: number): boolean {
  return metadata.maxAge === undefined || Number(createdTicks) / 10_000 >= now - metadata.maxAge * 1000;
}
