import { openEventStore } from './server/event-store.js';
import { serve } from './server/grpc-server.js';

export interface EventStoreOptions {
  /** Where events are kept; undefined: in memory, gone on stop. */
  readonly dataDir: string | undefined;
  /** 0: any free port. */
  readonly port: number;
  /** The address to listen on, 127.0.0.1 by default. */
  readonly host?: string;
}

export interface RunningEventStore {
  readonly port: number;
  /** For `EventStoreDBClient.connectionString`. */
  readonly connectionString: string;
  /** Ends every call, waits for the appends under way, and closes the data folder. */
  stop(): Promise<void>;
}

/** Starts a server that speaks EventStoreDB's gRPC protocol, for this machine: no credentials, no TLS. */
export async function startEventStore(options: EventStoreOptions): Promise<RunningEventStore> {
  const host = options.host ?? '127.0.0.1';
  const store = await openEventStore(options.dataDir);
  try {
    const server = await serve(store, host, options.port);
    return {
      port: server.port,
      connectionString: `esdb://${host}:${server.port}?tls=false`,
      async stop() {
        server.shutdown();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}
