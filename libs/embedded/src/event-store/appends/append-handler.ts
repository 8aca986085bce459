import type { ServerReadableStream, sendUnaryData } from '@grpc/grpc-js';
import type { Permission } from '../access/access-control.js';
import type { EventStore } from '../server/event-store.js';
import { appendSuccess, appendWrongRevision } from '../wire/append-replies.js';
import { readAppendMessage } from '../wire/append-requests.js';
import type { AppendOptions } from '../wire/append-requests.js';
import type { ProposedEvent } from '../wire/event-frame.js';
import {
  accessDeniedError,
  maximumAppendSizeError,
  streamDeletedError,
  toGrpcError,
} from '../wire/grpc-errors.js';
import { MalformedMessage } from '../wire/protobuf-reader.js';
import { MAX_APPEND_SIZE, sizeOf } from './append-size.js';

/** `Streams/Append`: one append per call, its options first and then its events. */
export function handleAppend(store: EventStore) {
  return (call: ServerReadableStream<Buffer, Buffer>, reply: sendUnaryData<Buffer>): void => {
    const events: ProposedEvent[] = [];
    let options: AppendOptions | undefined;
    let size = 0;
    let answered = false;
    const answer = (error: unknown, response?: Buffer): void => {
      if (answered) return;
      answered = true;
      reply(response === undefined ? toGrpcError(error) : null, response);
    };
    let may: Permission;
    try {
      may = store.access(call.metadata);
    } catch (error) {
      answer(error);
      return;
    }
    call.on('error', () => (answered = true));
    call.on('data', (bytes: Buffer) => {
      if (answered) return;
      try {
        const message = readAppendMessage(bytes);
        if (options === undefined) {
          options = message.options;
          if (options !== undefined && !may('write', options.stream)) throw accessDeniedError();
        } else if (message.event !== undefined) {
          size += sizeOf(message.event);
          if (size > MAX_APPEND_SIZE) throw maximumAppendSizeError(MAX_APPEND_SIZE);
          events.push(message.event);
        } else throw new MalformedMessage('Options come once, before the events.');
        if (options === undefined) throw new MalformedMessage('An append starts with its options.');
      } catch (error) {
        answer(error);
      }
    });
    call.on('end', () => {
      if (answered || call.cancelled) return;
      if (options === undefined) answer(new MalformedMessage('An append starts with its options.'));
      else append(store, options, events).then((response) => answer(undefined, response), answer);
    });
  };
}

async function append(
  store: EventStore,
  options: AppendOptions,
  events: readonly ProposedEvent[],
): Promise<Buffer> {
  const { stream, expected } = options;
  const outcome = await store.writer.write({ stream, expected, change: { append: events } });
  if (outcome.kind === 'stream-deleted') throw streamDeletedError(stream);
  if (outcome.kind === 'wrong-revision') return appendWrongRevision(expected, outcome.current);
  return appendSuccess(outcome);
}
