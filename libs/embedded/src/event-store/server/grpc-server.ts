import { Server, ServerCredentials } from '@grpc/grpc-js';
import type { sendUnaryData } from '@grpc/grpc-js';
import { handleAppend } from '../appends/append-handler.js';
import { handleBatchAppend } from '../appends/batch-append-handler.js';
import { handleDelete } from '../appends/delete-handlers.js';
import { handleRead } from '../reads/read-handler.js';
import { eagerWrites } from './eager-writes.js';
import type { EventStore } from './event-store.js';
import { singleNodeGossip, supportedMethods } from './node-services.js';
import { featuresService, gossipService, streamsService } from './streams-service.js';

/** Raised when the address cannot be listened on; the message says what to do. */
export class ListenError extends Error {}

/** Large enough for an append that is over the limit to be refused in its own words. */
const MAX_RECEIVED = 17 * 1024 * 1024;

/** PEM: the certificate (with those between it and its root) and its private key. */
export interface TlsFiles {
  readonly certificate: Buffer;
  readonly key: Buffer;
}

export interface GrpcServer {
  readonly port: number;
  /** Ends every call and closes every connection; resolves when all are gone. */
  shutdown(): Promise<void>;
}

/** Serves a store on an address, over TLS when `tls` is given; port 0 means any free port. */
export async function serve(
  store: EventStore,
  host: string,
  wantedPort: number,
  tls?: TlsFiles,
): Promise<GrpcServer> {
  const server = new Server({
    'grpc.max_receive_message_length': MAX_RECEIVED,
    'grpc.max_send_message_length': -1,
    'grpc.enable_channelz': 0,
    interceptors: [eagerWrites],
  });
  server.addService(streamsService, {
    read: handleRead(store),
    append: handleAppend(store),
    batchAppend: handleBatchAppend(store),
    delete: handleDelete(store, 'soft-delete'),
    tombstone: handleDelete(store, 'tombstone'),
  });
  server.addService(featuresService, {
    getSupportedMethods: (_call: unknown, reply: sendUnaryData<Buffer>) => reply(null, supportedMethods()),
  });
  let port = 0;
  const gossip = singleNodeGossip(host, () => port);
  server.addService(gossipService, {
    read: (_call: unknown, reply: sendUnaryData<Buffer>) => reply(null, gossip()),
  });
  port = await bind(server, host, wantedPort, credentialsFor(tls));
  return {
    port,
    shutdown() {
      // forceShutdown finds its connections through channelz, which is off.
      server.drain(`${host}:${port}`, 0);
      return new Promise((resolve) => server.tryShutdown(() => resolve()));
    },
  };
}

function credentialsFor(tls: TlsFiles | undefined): ServerCredentials {
  if (tls === undefined) return ServerCredentials.createInsecure();
  return ServerCredentials.createSsl(null, [{ cert_chain: tls.certificate, private_key: tls.key }]);
}

function bind(server: Server, host: string, port: number, credentials: ServerCredentials): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(`${host}:${port}`, credentials, (error, bound) => {
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
