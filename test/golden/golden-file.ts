import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { StoredEvent } from '#libs/event-store/src/event-store.js';
import type { AnyEvent } from '#libs/stored-events/src/any-event.js';

/** A golden file: an event as it was stored when its schema was new, and the event that it must read as today. */
export interface GoldenFile {
  readonly stored: {
    readonly stream: string;
    readonly revision: number;
    readonly position: string;
    readonly id: string;
    readonly type: string;
    readonly created: string;
    readonly data: object;
    readonly metadata: object;
  };
  readonly expected: AnyEvent;
}

export const goldenFolder = resolve('test/golden');

export const goldenName = (type: string, schema: number): string => `${type}.v${schema}.json`;

export function readGolden(name: string): { stored: StoredEvent; expected: AnyEvent } {
  const { stored, expected } = JSON.parse(readFileSync(join(goldenFolder, name), 'utf8')) as GoldenFile;
  return {
    stored: {
      ...stored,
      position: BigInt(stored.position),
      created: new Date(stored.created),
      data: Buffer.from(JSON.stringify(stored.data)),
      metadata: Buffer.from(JSON.stringify(stored.metadata)),
    },
    expected,
  };
}
