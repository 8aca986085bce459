import { TransactionFlags } from 'lmdb';
import { openDataFolder } from '#libs/embedded/src/event-store/storage/data-folder.js';
import { positionKey } from '#libs/embedded/src/event-store/storage/keys.js';
import { sampleFrame } from './sample-frame.js';
import { repeatFor, serveTasks } from './serve-tasks.js';

const [path] = process.argv.slice(2);
const folder = await openDataFolder(path);
let position = 0;

/** Durable puts of the bytes of an event, so many to a commit, into the same store with the same settings. */
serveTasks({
  put: ({ seconds, together }) =>
    repeatFor(Number(seconds), async () => {
      folder.root.transactionSync(() => {
        for (let event = 0; event < Number(together); event += 1)
          void folder.log.put(positionKey((position += 512)), sampleFrame);
      }, TransactionFlags.SYNCHRONOUS_COMMIT);
      return Number(together);
    }),
});
