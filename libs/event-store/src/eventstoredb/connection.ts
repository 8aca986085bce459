import { EventStoreDBClient } from '@eventstore/db-client';
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type {
  BatchAppendReq,
  BatchAppendResp,
  ReadReq,
  ReadResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import type { ClientDuplexStream, ClientReadableStream } from '@grpc/grpc-js';
import { finished } from 'node:stream';
import type { Readable } from 'node:stream';
import { EventStoreError } from '../event-store.js';

export type ReadCall = ClientReadableStream<ReadResp>;
export type AppendCall = ClientDuplexStream<BatchAppendReq, BatchAppendResp>;

/**
 * The client's connection: discovery, TLS, credentials and reconnection are its own; the calls of the Streams service are made
 * directly, because the client's append shares one table of pending appends among all clients of a process (one broken
 * stream fails them all, and their late answers are an uncaught TypeError), and its reads parse every event's JSON.
 */
export class Connection {
  /** Host and port, for messages: never credentials. */
  readonly at: string;
  private readonly client: EventStoreDBClient;
  private readonly calls = new Set<Readable & { cancel(): void }>();
  private grpc: StreamsClient | null = null;
  private closed = false;

  constructor(connectionString: string) {
    this.at = connectionString
      .replace(/^[^:]*:\/\//, '')
      .replace(/[/?].*$/, '')
      .replace(/^.*@/, '');
    this.client = clientFor(connectionString);
  }

  read(request: ReadReq): Promise<ReadCall> {
    return this.start('read', (grpc, args) => grpc.read(request, ...args));
  }

  /** The same call, whose messages are left as bytes. */
  readBytes(request: ReadReq): Promise<ClientReadableStream<Buffer>> {
    const { path, requestSerialize } = streamsService.StreamsService.read;
    return this.start('read', (grpc, args) =>
      grpc.makeServerStreamRequest(path, requestSerialize, asItIs, request, ...args),
    );
  }

  batchAppend(): Promise<AppendCall> {
    return this.start('batchAppend', (grpc, args) => grpc.batchAppend(...args));
  }

  close(): void {
    this.closed = true;
    for (const call of this.calls) call.cancel();
    this.grpc?.close();
  }

  private async start<Call extends Readable & { cancel(): void }>(
    name: string,
    make: (grpc: StreamsClient, args: ReturnType<EventStoreDBClient['callArguments']>) => Call,
  ): Promise<Call> {
    this.refuseIfClosed();
    const call = await this.client['GRPCStreamCreator'](streamsService.StreamsClient, name, (grpc) => {
      if (this.grpc !== grpc) widenWindow(grpc);
      this.grpc = grpc;
      return make(grpc, this.client['callArguments']({}, { deadline: Infinity }));
    })();
    this.calls.add(call);
    // This also leaves an 'error' listener behind for good: an 'error' event without one would end the process.
    finished(call, () => this.calls.delete(call));
    if (this.closed) call.cancel();
    return call;
  }

  private refuseIfClosed(): void {
    if (this.closed)
      throw new EventStoreError('This connection to the event store was closed: connect again.');
  }
}

/** In bytes: some thousands of events on their way, where HTTP/2's own 64 KiB make the server wait for each hundred to be taken. */
const WINDOW = 4 * 1_024 * 1_024;

/** The client sets no window and lets none be set; the channel takes it from its options when it connects, with its first call. */
function widenWindow(grpc: StreamsClient): void {
  const channel = grpc.getChannel() as unknown as {
    readonly internalChannel?: { getOptions?(): Record<string, unknown> };
  };
  const options = channel.internalChannel?.getOptions?.();
  if (options !== undefined) options['grpc-node.flow_control_window'] = WINDOW;
}

const asItIs = (bytes: Buffer): Buffer => bytes;

function clientFor(connectionString: string): EventStoreDBClient {
  try {
    return EventStoreDBClient.connectionString(connectionString);
  } catch {
    // Without the cause: the client's message repeats the whole string, with its password.
    throw new EventStoreError(
      'EVENTSTORE_URL is not a connection string of an event store. Write it like esdb://localhost:2113?tls=false ' +
        'or esdb+discover://user:password@events.example.org:2113?tlsCAFile=/etc/homeward/ca.pem, and check that the files it names exist.',
    );
  }
}
