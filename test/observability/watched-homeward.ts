import { connectEventStore } from '#libs/event-store/src/eventstoredb.js';
import type { ReactionsStatus } from '#libs/reactions/src/reaction-status.js';
import { openFolderKeys } from '#libs/stored-events/src/folder-keys.js';
import { homewardCodec } from '#libs/stored-events/src/homeward-events.js';
import { startHomeward } from '#test/support/homeward.js';
import { lagsBehind } from '../../apps/projector/src/lags.js';
import { projectorMetrics } from '../../apps/projector/src/metrics/projector-metrics.js';
import { react } from '../../apps/projector/src/react.js';

/** Homeward in this process with reactions, everything logged, and both processes' metrics. */
export async function startWatched() {
  const homeward = await startHomeward({ logLevel: 'debug' });
  const { place, status, metrics: api } = homeward;
  const keys = await openFolderKeys(place.keys);
  const eventStore = connectEventStore(place.eventStoreUrl);
  const reactions: ReactionsStatus = {};
  const stopping = new AbortController();
  const reacting = react({
    eventStore,
    codec: homewardCodec(keys),
    keys,
    databaseUrl: place.databaseUrl,
    log: place.log,
    status: reactions,
    signal: stopping.signal,
  });
  const projector = projectorMetrics({ status, reactions, eventStore });
  return {
    ...homeward,
    reactions,
    eventStore,
    /** What Prometheus would read of the api, and of the projector. */
    metrics: async () => `${await api.registry.metrics()}${await projector.metrics()}`,
    /** Resolves once reactions and projections have dealt with everything in the log. */
    async settled(): Promise<void> {
      for (;;) {
        const lags = [
          await lagsBehind(eventStore, reactions),
          await lagsBehind(eventStore, status.projections),
        ];
        const all = lags.flatMap((each) => Object.values(each));
        if (all.length >= 2 && all.every((lag) => lag?.positions === '0')) return;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    async stop(): Promise<void> {
      stopping.abort();
      await reacting;
      await eventStore.close();
      await keys.close();
      await homeward.stop();
    },
  };
}

export type Watched = Awaited<ReturnType<typeof startWatched>>;
