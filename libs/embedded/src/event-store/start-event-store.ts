import type { Account } from './access/accounts.js';
import { openEventStore } from './server/event-store.js';
import { serve } from './server/grpc-server.js';
import type { TlsFiles } from './server/grpc-server.js';

export interface EventStoreOptions {
  /** Where events are kept; undefined: in memory, gone on stop. */
  readonly dataDir: string | undefined;
  /** 0: any free port. */
  readonly port: number;
  /** The address to listen on, 127.0.0.1 by default. */
  readonly host?: string;
  /** Without it the connection is not encrypted, and the client sends no credentials. */
  readonly tls?: TlsFiles;
  /** Who may connect; `$acl` is then enforced. Without it everybody may do everything. */
  readonly accounts?: readonly Account[];
}

export interface RunningEventStore {
  readonly port: number;
  /** For `EventStoreDBClient.connectionString`. */
  readonly connectionString: string;
  /** Ends every call, waits for the appends under way, and closes the data folder. */
  stop(): Promise<void>;
}

/**
 * Starts a server that speaks EventStoreDB's gRPC protocol, for this machine. By default it takes no notice of
 * credentials and uses no TLS, like a real server with `--insecure`.
 */
export async function startEventStore(options: EventStoreOptions): Promise<RunningEventStore> {
  const host = options.host ?? '127.0.0.1';
  const store = await openEventStore(options.dataDir, options.accounts);
  try {
    const server = await serve(store, host, options.port, options.tls);
    return {
      port: server.port,
      connectionString: `esdb://${host}:${server.port}?tls=${options.tls !== undefined}`,
      async stop() {
        await server.shutdown();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}
