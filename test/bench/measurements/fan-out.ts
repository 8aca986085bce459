import { measured, startProgram, startStore } from '../processes.js';
import type { Measurement } from '../race.js';

const SUBSCRIBERS = 10;
const BATCH = 500;

/** Events that arrive live at ten subscribers of `$all`. */
export const fanOut: Measurement = {
  name: 'fan-out',
  about: 'live events to 10 subscribers of $all, beside a server that sends frames encoded beforehand',
  async open(size) {
    const store = await startStore();
    const nullServer = await startProgram('null-server');
    const [client, writer, nullClient] = await Promise.all([
      startProgram('client', String(store.port)),
      startProgram('client', String(store.port)),
      startProgram('client', String(nullServer.port)),
    ]);
    const batches = Math.max(1, Math.round(size.events / SUBSCRIBERS / BATCH));
    const events = batches * BATCH;
    return {
      races: [
        {
          name: `fan-out to ${SUBSCRIBERS} subscribers`,
          unit: 'events delivered',
          contenders: {
            ours: async () => {
              await client.ask('subscribe', { subscribers: SUBSCRIBERS });
              const received = measured(store, client.ask('receive', { events }));
              await writer.ask('fill', { streams: batches, eventsEach: BATCH });
              return received;
            },
            'null server': async () => {
              await nullServer.ask('prepare', { events, subscribing: 1 });
              await nullClient.ask('subscribe', { subscribers: SUBSCRIBERS });
              const received = measured(nullServer, nullClient.ask('receive', { events }));
              await nullServer.ask('go');
              return received;
            },
          },
        },
      ],
      async close() {
        await Promise.all([client, writer, nullClient, nullServer].map((program) => program.stop()));
        await store.stop();
      },
    };
  },
};
