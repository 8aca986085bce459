import type { Readable } from 'node:stream';
import type { Role } from '#libs/access/src/roles.js';
import type { Recorded } from '#libs/stored-events/src/codec.js';
import { openFolderKeys } from '#libs/stored-events/src/folder-keys.js';
import { homewardCodec, type HomewardEvent } from '#libs/stored-events/src/homeward-events.js';
import { Thread } from '#test/support/demo-person.js';
import { startHomeward, type Homeward } from '#test/support/homeward.js';
import { postLines, type Answered, type Sent } from './list.js';

export const DOCUMENT = [{ kind: 'document', id: '7d444840-9dc0-4c11-8a1b-5b8a4e0f2c12' }] as const;
export const OPENING = { occurredAt: '2025-06-07', list: 'list-of-the-icrc', basis: DOCUMENT };

export type Log = readonly Recorded<HomewardEvent>[];

/** Homeward, and somebody who takes lists in. */
export async function openHall(options: Parameters<typeof startHomeward>[0] = {}) {
  const homeward: Homeward = await startHomeward(options);
  const keys = await openFolderKeys(homeward.place.keys);
  const codec = homewardCodec(keys);
  const at = (role: Role) => ({ url: homeward.client.url, token: homeward.tokens.get(role) ?? '' });
  return {
    homeward,
    at,
    intake: (role: Role = 'caseworker'): Promise<Thread> =>
      Thread.begin(homeward.client, 'intakes', OPENING, { as: role }),
    post: (
      intake: Pick<Thread, 'id'>,
      body: string | Readable,
      onAnswer?: (answer: Answered, leave: () => void) => void,
    ): Promise<Sent> => postLines(at('caseworker'), intake.id, body, onAnswer),
    /** What the log holds of one stream. */
    async stream(name: string): Promise<Log> {
      const found: Recorded<HomewardEvent>[] = [];
      for await (const stored of homeward.store.read(name)) found.push(await codec.decode(stored));
      return found;
    },
    /** Of each case the lines of this intake in it, in order, with the ids of their events. */
    async touchedBy(intake: Pick<Thread, 'id'>): Promise<ReadonlyMap<string, readonly string[]>> {
      const found = new Map<string, string[]>();
      for await (const stored of homeward.store.readAll(null)) {
        const { stream, id, metadata } = await codec.decode(stored);
        if (metadata.line?.intake !== intake.id) continue;
        found.set(stream, [...(found.get(stream) ?? []), `${metadata.line.ref} ${id}`]);
      }
      return found;
    },
    async close(): Promise<void> {
      await keys.close();
      await homeward.stop();
    },
  };
}

export type Hall = Awaited<ReturnType<typeof openHall>>;
