import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { connectEventStore } from '#libs/event-store/src/eventstoredb.js';
import { captured } from '#libs/projections/src/testing/captured.js';
import { backUpKeys } from '#libs/stored-events/src/back-up-keys.js';
import { openFolderKeys } from '#libs/stored-events/src/folder-keys.js';
import { homewardCodec } from '#libs/stored-events/src/homeward-events.js';
import { temporaryKeys } from '#libs/stored-events/src/testing/temporary-keys.js';
import { runEventStore, spawnEventStore } from '../embedded/spawned-event-store.js';

const ACTOR = { id: '5aff0000-0000-4000-8000-000000000001', role: 'caseworker' };

describe('A backup of the log, and then of the keys, while new people are recorded', () => {
  let place: string;
  let undo: (() => Promise<unknown>)[] = [];
  const at = (name: string): string => join(place, name);
  beforeEach(async () => {
    place = await mkdtemp(join(tmpdir(), 'homeward-backup-'));
  });
  afterEach(async () => {
    for (const one of undo.reverse()) await one();
    undo = [];
    await rm(place, { recursive: true });
  });

  it('has the key of every event in it, and each event can be read', async () => {
    const { keys, folder, kekFile, remove } = await temporaryKeys();
    undo.push(remove);
    const server = await spawnEventStore(at('log'));
    const store = connectEventStore(server.connectionString);
    undo.push(() => server.end('SIGTERM'));
    undo.push(() => store.close());
    const codec = homewardCodec(keys);
    let recorded = 0;
    let writing = true;
    const record = async (): Promise<void> => {
      while (writing) {
        const id = randomUUID();
        const ids = { commandId: id, digest: 'x', $correlationId: id, $causationId: id };
        const about = { eventId: id, metadata: { actor: ACTOR, ...ids } };
        const event = await codec.encode(`case-${id}`, captured('Mariupol'), about);
        await store.append(`case-${id}`, 'no_stream', [event]);
        recorded += 1;
      }
    };
    const writers = Promise.all(Array.from({ length: 4 }, record));
    const more = async (count: number): Promise<void> => {
      const enough = recorded + count;
      while (recorded < enough) await new Promise(setImmediate);
    };
    await more(200);
    expect(await runEventStore(['backup', '--data', at('log'), '--to', at('log-copy')])).toMatchObject({
      code: 0,
    });
    await more(50);
    await backUpKeys(folder, at('keys-copy'));
    await more(50);
    writing = false;
    await writers;

    await runEventStore(['restore', '--from', at('log-copy'), '--data', at('restored')]);
    const again = await spawnEventStore(at('restored'));
    const restored = connectEventStore(again.connectionString);
    const copy = await openFolderKeys({ folder: at('keys-copy'), kekFile });
    undo.push(() => again.end('SIGTERM'));
    undo.push(() => restored.close());
    undo.push(() => copy.close());
    const places: unknown[] = [];
    for await (const stored of restored.readAll(null)) {
      const { event } = await homewardCodec(copy).decode(stored);
      if (event.type === 'Captured') places.push(event.data.place);
    }
    expect(places.length).toBeGreaterThanOrEqual(200);
    expect(places.filter((one) => !isDeepStrictEqual(one, { kind: 'known', value: 'Mariupol' }))).toEqual([]);
  });
});
