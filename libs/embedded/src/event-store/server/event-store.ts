import { accessByAcl, openToAll } from '../access/access-control.js';
import type { AccessControl } from '../access/access-control.js';
import type { Account } from '../access/accounts.js';
import { GroupWriter } from '../appends/group-writer.js';
import { openDataFolder } from '../storage/data-folder.js';
import { EventLog } from '../storage/event-log.js';
import { StreamStates } from '../storage/stream-states.js';
import { LogSignal } from '../subscriptions/log-signal.js';

/** An open data folder with its one writer: what the protocol handlers work on. */
export interface EventStore {
  readonly log: EventLog;
  readonly states: StreamStates;
  readonly signal: LogSignal;
  readonly writer: GroupWriter;
  readonly access: AccessControl;
  /** Waits for the appends under way, then closes the folder. */
  close(): Promise<void>;
}

/** Opens the store in `dataDir`, or in memory without one. Without `accounts` everybody may do everything. */
export async function openEventStore(
  dataDir: string | undefined,
  accounts?: readonly Account[],
): Promise<EventStore> {
  const folder = await openDataFolder(dataDir);
  const log = new EventLog(folder);
  const states = new StreamStates(log);
  const signal = new LogSignal();
  const writer = new GroupWriter(log, states, signal);
  return {
    log,
    states,
    signal,
    writer,
    access: accounts === undefined ? openToAll : accessByAcl(accounts, states),
    async close() {
      await writer.idle();
      await folder.close();
    },
  };
}
