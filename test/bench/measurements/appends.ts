import { newFolder, measured, startProgram, startStore } from '../processes.js';
import type { Measurement } from '../race.js';
import { realServer } from '../real-server.js';

/** Single durable appends, and batches of 500 events. */
export const appends: Measurement = {
  name: 'appends',
  about: 'durable appends at concurrency 1, 8, 64 and 256, and in batches of 500, beside plain durable puts',
  async open({ seconds }) {
    const store = await startStore();
    const client = await startProgram('client', String(store.port));
    const folder = await newFolder();
    const floor = await startProgram('floor', folder.path);
    const contenders = (writers: number, eventsEach: number) => ({
      ours: () => measured(store, client.ask('append', { seconds, writers, eventsEach })),
      floor: () => measured(floor, floor.ask('put', { seconds, together: writers * eventsEach })),
    });
    const single = [...realServer.appends].map(([writers, real]) => ({
      name: `appends, ${writers} at a time`,
      unit: 'appends',
      real,
      contenders: contenders(writers, 1),
    }));
    const batches = [...realServer.batches].map(([writers, real]) => ({
      name: `batches of 500, ${writers} at a time`,
      unit: 'events',
      real,
      contenders: contenders(writers, 500),
    }));
    return {
      races: [...single, ...batches],
      async close() {
        await Promise.all([client.stop(), floor.stop()]);
        await store.stop();
        await folder.remove();
      },
    };
  },
};
