import { measured, startProgram, startStore } from '../processes.js';
import type { Measurement } from '../race.js';
import { realServer } from '../real-server.js';

const EVENTS_EACH = 20;

/** Reads of `$all` and of streams of 20 events. */
export const reads: Measurement = {
  name: 'reads',
  about: 'readAll, and readStream of 20 events, beside a server that sends frames encoded beforehand',
  async open({ seconds, events }) {
    const store = await startStore();
    const nullServer = await startProgram('null-server');
    const client = await startProgram('client', String(store.port));
    const nullClient = await startProgram('client', String(nullServer.port));
    const streams = Math.ceil(events / EVENTS_EACH);
    await client.ask('fill', { streams, eventsEach: EVENTS_EACH });
    const sending = (count: number) => nullServer.ask('prepare', { events: count });
    const readers = (count: number) => {
      const work = { seconds, readers: count, streams, eventsEach: EVENTS_EACH };
      return {
        ours: () => measured(store, client.ask('readStreams', work)),
        'null server': async () => {
          await sending(EVENTS_EACH);
          return measured(nullServer, nullClient.ask('readStreams', work));
        },
      };
    };
    return {
      races: [
        {
          name: 'readAll',
          unit: 'events',
          real: realServer.readAll,
          contenders: {
            ours: () => measured(store, client.ask('readAll', { events })),
            'null server': async () => {
              await sending(events);
              return measured(nullServer, nullClient.ask('readAll', { events }));
            },
          },
        },
        {
          name: 'readStream of 20, 1 at a time',
          unit: 'streams',
          real: realServer.readStreamOf20,
          contenders: readers(1),
        },
        { name: 'readStream of 20, 16 at a time', unit: 'streams', contenders: readers(16) },
      ],
      async close() {
        await Promise.all([client.stop(), nullClient.stop(), nullServer.stop(), store.stop()]);
      },
    };
  },
};
