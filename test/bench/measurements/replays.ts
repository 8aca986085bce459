import { randomUUID } from 'node:crypto';
import dbClient from '@eventstore/db-client';
import { KnownMarks } from '#libs/audit/src/known-marks.js';
import { replay } from '#libs/audit/src/replay.js';
import { connectEventStore } from '#libs/event-store/src/eventstoredb.js';
import { CASEWORKER, captured, opened, withdrawal } from '#libs/read-models/src/testing/events.js';
import { homewardCodec } from '#libs/stored-events/src/homeward-events.js';
import { temporaryKeys } from '#libs/stored-events/src/testing/temporary-keys.js';
import { startStore } from '../processes.js';
import { repeatFor } from '../programs/serve-tasks.js';
import type { Measurement } from '../race.js';

const EVENTS_EACH = 20;
const STREAMS = 100;

/** An auditor's replay of one case: read, decrypted, checked, decoded. */
export const replays: Measurement = {
  name: 'replays',
  about: 'replay of a case of 20 events, decrypted and decoded, beside a raw client readStream of it',
  async open({ seconds }) {
    const server = await startStore();
    const url = `esdb://127.0.0.1:${server.port}?tls=false`;
    const { keys, remove } = await temporaryKeys();
    const codec = homewardCodec(keys);
    const store = connectEventStore(url);
    const client = dbClient.EventStoreDBClient.connectionString(url);
    const streams = Array.from({ length: STREAMS }, () => `case-${randomUUID()}`);
    const said = [opened, ...Array.from({ length: EVENTS_EACH - 2 }, () => captured), withdrawal(1)];
    for (const stream of streams) {
      const commandId = randomUUID();
      const origin = { commandId, digest: 'bench', $correlationId: commandId, $causationId: commandId };
      const metadata = { actor: { id: CASEWORKER, role: 'caseworker' }, ...origin };
      await store.append(
        stream,
        'no_stream',
        await Promise.all(
          said.map((event) => codec.encode(stream, event, { eventId: randomUUID(), metadata })),
        ),
      );
    }
    const marks = new KnownMarks(store, null, () => undefined);
    const any = (): string => streams[Math.floor(Math.random() * STREAMS)] ?? '';
    const counted = (count: number): number => {
      if (count !== EVENTS_EACH) throw new Error(`A case gave ${count} events.`);
      return 1;
    };
    return {
      races: [
        {
          name: 'replay of 20, 1 at a time',
          unit: 'cases',
          contenders: {
            ours: () =>
              repeatFor(seconds, async () =>
                counted((await replay({ store, codec, marks }, any(), null)).length),
              ),
            'raw client': () =>
              repeatFor(seconds, async () => {
                let count = 0;
                for await (const _ of client.readStream(any())) count += 1;
                return counted(count);
              }),
          },
        },
      ],
      async close() {
        await client.dispose();
        await store.close();
        await remove();
        await server.stop();
      },
    };
  },
};
