import { startStore } from '../processes.js';
import type { Measurement } from '../race.js';
import { usageOf } from '../usage.js';

/** From nothing to an event store that listens, and its memory while nothing is asked of it. */
export const starts: Measurement = {
  name: 'starts',
  about: 'a start on an empty folder, and the memory of a store at rest',
  open: () =>
    Promise.resolve({
      races: [
        {
          name: 'start',
          unit: 'starts',
          contenders: {
            ours: async () => {
              const begin = performance.now();
              const store = await startStore();
              const seconds = (performance.now() - begin) / 1000;
              const usage = usageOf(store.pid);
              await store.stop();
              return { operations: 1, seconds, usage };
            },
          },
        },
      ],
      close: () => Promise.resolve(),
    }),
};
