import type { Logger } from 'pino';
import { connectEventStore } from '#libs/event-store/src/eventstoredb.js';
import { runProjections } from '#libs/projections/src/run-projections.js';
import { notBegun } from '#libs/projections/src/runner-status.js';
import { allProjections } from '#libs/read-models/src/all-projections.js';
import { openFolderKeys } from '#libs/stored-events/src/folder-keys.js';
import { homewardCodec } from '#libs/stored-events/src/homeward-events.js';

interface Place {
  readonly databaseUrl: string;
  readonly eventStoreUrl: string;
  readonly keys: { readonly folder: string; readonly kekFile: string };
  readonly log: Logger;
}

/** A projector in this process; resolves once it follows the log. */
export async function startProjector({ databaseUrl, eventStoreUrl, keys: at, log }: Place) {
  const keys = await openFolderKeys(at);
  const eventStore = connectEventStore(eventStoreUrl);
  const stopping = new AbortController();
  const status = notBegun();
  let following = (): void => undefined;
  const begun = new Promise<void>((resolve) => (following = resolve));
  const ended = runProjections({
    projections: allProjections,
    eventStore,
    codec: homewardCodec(keys),
    databaseUrl,
    status,
    log,
    signal: stopping.signal,
    onFollowing: following,
  });
  const stop = async () => {
    stopping.abort();
    await ended;
    await eventStore.close();
    await keys.close();
  };
  await Promise.race([begun, ended]);
  return { status, stop };
}
