import gossipGrpc from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import featuresGrpc from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import type { sendUnaryData } from '@grpc/grpc-js';
import { handleAppend } from './appends/append-handler.js';
import { handleBatchAppend } from './appends/batch-append-handler.js';
import { handleDelete } from './appends/delete-handlers.js';
import { handleRead } from './reads/read-handler.js';
import { openEventStore } from './server/event-store.js';
import { singleNodeGossip, supportedMethods } from './server/node-services.js';
import { streamsService } from './server/streams-service.js';

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

/** Raised when the address cannot be listened on; the message says what to do. */
export class ListenError extends Error {}

/** Large enough for an append that is over the limit to be refused in its own words. */
const MAX_RECEIVED = 17 * 1024 * 1024;

/** Starts a server that speaks EventStoreDB's gRPC protocol, for this machine: no credentials, no TLS. */
export async function startEventStore(options: EventStoreOptions): Promise<RunningEventStore> {
  const host = options.host ?? '127.0.0.1';
  const store = await openEventStore(options.dataDir);
  const server = new Server({
    'grpc.max_receive_message_length': MAX_RECEIVED,
    'grpc.max_send_message_length': -1,
  });
  let port = 0;
  server.addService(streamsService, {
    read: handleRead(store),
    append: handleAppend(store),
    batchAppend: handleBatchAppend(store),
    delete: handleDelete(store, 'soft-delete'),
    tombstone: handleDelete(store, 'tombstone'),
  });
  server.addService(featuresGrpc.ServerFeaturesService, {
    getSupportedMethods: (_call: unknown, reply: sendUnaryData<unknown>) => reply(null, supportedMethods()),
  });
  const gossip = singleNodeGossip(host, () => port);
  server.addService(gossipGrpc.GossipService, {
    read: (_call: unknown, reply: sendUnaryData<unknown>) => reply(null, gossip()),
  });
  try {
    port = await bind(server, host, options.port);
  } catch (error) {
    await store.close();
    throw error;
  }
  return {
    port,
    connectionString: `esdb://${host}:${port}?tls=false`,
    async stop() {
      server.forceShutdown();
      await store.close();
    },
  };
}

function bind(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(`${host}:${port}`, ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else {
        reject(
          new ListenError(
            `The event store cannot listen on ${host}:${port} (${error.message}). ` +
              'Stop what uses that port, or choose another with --port.',
          ),
        );
      }
    });
  });
}
