import { createHash, randomUUID } from 'node:crypto';

/** All of the parts into which the rows of a table are divided. */
export const ALL = 65_536;

/** Of `ALL` parts of the rows, the first so many are looked at; the seed decides which row belongs to which. */
export interface Sample {
  readonly parts: number;
  readonly seed: string;
}

/** A share of all rows, in percent, chosen by chance. */
export function sampleOf(percent: number): Sample {
  return { parts: Math.min(ALL, Math.max(1, Math.ceil((percent / 100) * ALL))), seed: randomUUID() };
}

/** Whether the row of this key is looked at: ScratchTable decides the same in PostgreSQL. */
export function isSampled({ parts, seed }: Sample, key: readonly string[]): boolean {
  if (parts >= ALL) return true;
  const digest = createHash('md5')
    .update([seed, ...key].join('|'))
    .digest('hex');
  return Number.parseInt(digest.slice(0, 4), 16) < parts;
}
