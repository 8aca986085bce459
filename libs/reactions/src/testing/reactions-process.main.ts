import { pino } from 'pino';
import { CommandHandling } from '#libs/command-handling/src/command-handling.js';
import { connectEventStore } from '#libs/event-store/src/eventstoredb.js';
import { StoredReactionPositions } from '#libs/records/src/reaction-positions.js';
import { openFolderKeys } from '#libs/stored-events/src/folder-keys.js';
import { homewardCodec } from '#libs/stored-events/src/homeward-events.js';
import { runReactions } from '../run-reactions.js';

/** The reactions in a process of their own, which a test may let die at a crash point. */
const [eventStoreUrl = '', databaseUrl = '', folder = '', kekFile = ''] = process.argv.slice(2);
const keys = await openFolderKeys({ folder, kekFile });
const store = connectEventStore(eventStoreUrl);
const codec = homewardCodec(keys);
const commands = new CommandHandling({
  store,
  codec,
  keys,
  clock: () => new Date('2025-07-01T09:00:00Z'),
  cacheBytes: 1_000_000,
  resolveWithinMs: 10_000,
});
// Ends with its parent, however that ends.
process.stdin.on('end', () => process.exit()).resume();
await runReactions({
  store,
  codec,
  commands,
  positions: new StoredReactionPositions(databaseUrl),
  status: {},
  log: pino({ level: 'silent' }),
  signal: new AbortController().signal,
  failed: (_, error) => process.stderr.write(`${String(error)}\n`),
});
