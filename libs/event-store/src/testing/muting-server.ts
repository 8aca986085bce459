import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { credentials, Server, ServerCredentials } from '@grpc/grpc-js';
import type { ServerWritableStream } from '@grpc/grpc-js';

/** Passes reads on to a real server, and can keep the events of the subscriptions then open to itself, for good and in silence. */
export interface MutingServer {
  readonly connectionString: string;
  mute(): void;
  subscriptions(): number;
  stop(): void;
}

export async function startMutingServer(realPort: number): Promise<MutingServer> {
  const real = new streamsService.StreamsClient(`127.0.0.1:${realPort}`, credentials.createInsecure());
  let generation = 0;
  let subscriptions = 0;
  const read = (call: ServerWritableStream<ReadReq, ReadResp>): void => {
    const follows = call.request.getOptions()?.hasSubscription() === true;
    if (follows) subscriptions += 1;
    const born = generation;
    const upstream = real.read(call.request);
    upstream.on('data', (message: ReadResp) => {
      if (!follows || born === generation) call.write(message);
    });
    upstream.on('error', () => call.end());
    upstream.on('end', () => call.end());
    call.on('cancelled', () => upstream.cancel());
  };
  const server = new Server();
  server.register('/event_store.client.streams.Streams/Read', read, serialize, deserialize, 'serverStream');
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return {
    connectionString: `esdb://127.0.0.1:${port}?tls=false`,
    mute: () => void (generation += 1),
    subscriptions: () => subscriptions,
    stop() {
      server.forceShutdown();
      real.close();
    },
  };
}

const { requestDeserialize: deserialize, responseSerialize: serialize } = streamsService.StreamsService.read;
