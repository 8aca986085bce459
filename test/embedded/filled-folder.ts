import { randomBytes } from 'node:crypto';
import { open } from 'lmdb';
import type { Database } from 'lmdb';
import { openEventStore } from '#libs/embedded/src/event-store/server/event-store.js';
import type { ProposedEvent } from '#libs/embedded/src/event-store/wire/event-frame.js';

/** An event with this text in its data. */
export function proposed(text: string, type = 'Written'): ProposedEvent {
  const data = Buffer.from(JSON.stringify({ text }));
  return { id: randomBytes(16), type, isJson: true, data, metadata: Buffer.alloc(0) };
}

/** Fills a folder with streams of three events, one with metadata, one soft-deleted, one tombstoned. */
export async function fillFolder(dataDir: string): Promise<void> {
  const store = await openEventStore(dataDir);
  const append = (stream: string, ...events: ProposedEvent[]) =>
    store.writer.write({ stream, expected: 'any', change: { append: events } });
  for (const stream of ['one', 'two', 'three', 'gone'])
    await append(stream, ...['a', 'b', 'c'].map((letter) => proposed(`${stream}-${letter}`)));
  await append('$$two', {
    ...proposed('', '$metadata'),
    data: Buffer.from('{"$maxCount":2}'),
  });
  await append('one', proposed('one-d'));
  await store.writer.write({ stream: 'three', expected: 'any', change: 'soft-delete' });
  await store.writer.write({ stream: 'gone', expected: 'any', change: 'tombstone' });
  await store.writer.write({ stream: 'never-written', expected: 'any', change: 'tombstone' });
  await store.close();
}

export type Tables = Record<'log' | 'index' | 'names', Database<Buffer, Buffer>>;

/** Opens a folder's tables as they are, to change what no server would. */
export async function meddle(dataDir: string, change: (tables: Tables) => void): Promise<void> {
  const root = open<Buffer, Buffer>({
    path: dataDir,
    noSubdir: false,
    encoding: 'binary',
    keyEncoding: 'binary',
  });
  const table = (name: string) => root.openDB({ name, encoding: 'binary', keyEncoding: 'binary' });
  change({ log: table('log'), index: table('index'), names: table('names') });
  await root.close();
}
