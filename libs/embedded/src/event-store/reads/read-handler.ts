import type { ServerWritableStream } from '@grpc/grpc-js';
import type { EventStore } from '../server/event-store.js';
import { Checkpoints } from '../subscriptions/checkpoints.js';
import { followAll } from '../subscriptions/follow-all.js';
import { followStream } from '../subscriptions/follow-stream.js';
import { accessDeniedError, toGrpcError } from '../wire/grpc-errors.js';
import { readReadRequest } from '../wire/read-request.js';
import type { ReadRequest } from '../wire/read-request.js';
import { compileFilter } from './event-filter.js';
import { MessageSink } from './message-sink.js';
import { readAll } from './read-all.js';
import { readStream } from './read-stream.js';
import { presentation } from './resolve-links.js';

/** `Streams/Read`: all reads and all subscriptions. */
export function handleRead(store: EventStore): (call: ServerWritableStream<Buffer, Buffer>) => void {
  return (call) => {
    const sink = new MessageSink(call);
    serve(store, call, sink).then(
      () => call.end(),
      (error: unknown) => call.emit('error', toGrpcError(error)),
    );
  };
}

async function serve(
  store: EventStore,
  call: ServerWritableStream<Buffer, Buffer>,
  sink: MessageSink,
): Promise<void> {
  const may = store.access(call.metadata);
  const request = readReadRequest(call.request);
  if (!may('read', request.stream ?? '$all')) throw accessDeniedError();
  const { log, states, signal } = store;
  const { stream, from, backwards, count, filter } = request;
  const present = presentation(log, states, request);
  if (stream !== undefined) {
    if (count === undefined) return followStream(log, states, signal, { stream, from }, present, sink);
    return readStream(log, states, { stream, from, backwards, count }, present, sink);
  }
  const matches = filter && compileFilter(filter);
  if (count !== undefined) return readAll(log, { from, backwards, count, filter: matches }, present, sink);
  const followed = matches && { matches, checkpoints: checkpointsFor(request) };
  return followAll(log, signal, { from, filter: followed }, present, sink);
}

function checkpointsFor({ from, filter }: ReadRequest): Checkpoints {
  const window = filter?.window ?? 1;
  return new Checkpoints(
    window,
    window * (filter?.checkpointInterval ?? 1),
    typeof from === 'number' ? from : 0,
  );
}
