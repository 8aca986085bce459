import type { ServerDuplexStream } from '@grpc/grpc-js';
import type { Permission } from '../access/access-control.js';
import type { EventStore } from '../server/event-store.js';
import {
  batchAccessDenied,
  batchBadRequest,
  batchReply,
  batchStreamDeleted,
  batchSuccess,
  batchTimeout,
  batchTooLarge,
  batchWrongRevision,
} from '../wire/append-replies.js';
import { readBatchAppendMessage, readOptions, readProposedEvent } from '../wire/append-requests.js';
import type { AppendOptions, BatchAppendMessage } from '../wire/append-requests.js';
import type { ProposedEvent } from '../wire/event-frame.js';
import { toGrpcError } from '../wire/grpc-errors.js';
import { MalformedMessage } from '../wire/protobuf-reader.js';
import { MAX_APPEND_SIZE, sizeOf } from './append-size.js';

type Call = ServerDuplexStream<Buffer, Buffer>;

interface PartialAppend {
  readonly options: AppendOptions;
  readonly events: ProposedEvent[];
  readonly timer: NodeJS.Timeout;
  size: number;
}

/** How many appends one client may have under way before it is made to wait. */
const MAX_UNANSWERED = 1000;
/** How long the rest of an append may take to arrive, in milliseconds. */
const COMPLETION_TIME = 10_000;

/** `Streams/BatchAppend`: many appends over one long-lived stream, each answered exactly once. */
export function handleBatchAppend(store: EventStore): (call: Call) => void {
  return (call) => {
    try {
      new BatchAppendSession(store, call, store.access(call.metadata)).start();
    } catch (error) {
      call.emit('error', toGrpcError(error));
    }
  };
}

class BatchAppendSession {
  private readonly partial = new Map<string, PartialAppend>();
  private unanswered = 0;
  private ended = false;

  constructor(
    private readonly store: EventStore,
    private readonly call: Call,
    private readonly may: Permission,
  ) {}

  start(): void {
    this.call.on('data', (bytes: Buffer) => this.receive(bytes));
    this.call.on('end', () => this.finish());
    for (const ending of ['cancelled', 'error', 'close']) this.call.on(ending, () => this.dropPartial());
    this.call.on('drain', () => this.resume());
  }

  private receive(bytes: Buffer): void {
    let message: BatchAppendMessage;
    try {
      message = readBatchAppendMessage(bytes);
    } catch (error) {
      this.call.emit('error', toGrpcError(error));
      return;
    }
    try {
      this.collect(message);
    } catch (error) {
      if (!(error instanceof MalformedMessage)) throw error;
      this.refuse(message.correlationId, batchBadRequest(error.message));
    }
  }

  private collect({ correlationId, options, proposed, isFinal }: BatchAppendMessage): void {
    const key = correlationId.toString('latin1');
    if (options !== undefined && !this.partial.has(key)) {
      const read = readOptions(options);
      if (read.deadline <= Date.now()) return this.answer(correlationId, batchTimeout(), read.stream);
      if (!this.may('write', read.stream))
        return this.answer(correlationId, batchAccessDenied(), read.stream);
      this.open(key, correlationId, read);
    }
    const append = this.partial.get(key);
    if (append === undefined) return;
    for (const bytes of proposed) {
      const event = readProposedEvent(bytes);
      append.size += sizeOf(event);
      if (append.size > MAX_APPEND_SIZE) return this.refuse(correlationId, batchTooLarge(MAX_APPEND_SIZE));
      append.events.push(event);
    }
    if (!isFinal) return;
    this.close(key);
    this.write(correlationId, append);
  }

  private open(key: string, correlationId: Buffer, options: AppendOptions): void {
    const time = Math.min(options.deadline - Date.now(), COMPLETION_TIME);
    const timer = setTimeout(() => this.refuse(correlationId, batchTimeout()), time);
    this.partial.set(key, { options, events: [], size: 0, timer });
    if (this.partial.size > MAX_UNANSWERED)
      this.refuse(correlationId, batchBadRequest('Too many unfinished appends.'));
  }

  private close(key: string): void {
    clearTimeout(this.partial.get(key)?.timer);
    this.partial.delete(key);
  }

  /** Answers an append that is still arriving; what arrives of it later is passed over. */
  private refuse(correlationId: Buffer, reply: Buffer): void {
    const key = correlationId.toString('latin1');
    const stream = this.partial.get(key)?.options.stream ?? '';
    this.close(key);
    this.answer(correlationId, reply, stream);
  }

  private write(correlationId: Buffer, { options, events }: PartialAppend): void {
    const { stream, expected } = options;
    this.unanswered += 1;
    if (this.unanswered > MAX_UNANSWERED) this.call.pause();
    this.store.writer
      .write({ stream, expected, change: { append: events } })
      .then((outcome) => {
        if (outcome.kind === 'written') this.answer(correlationId, batchSuccess(outcome), stream);
        else if (outcome.kind === 'stream-deleted')
          this.answer(correlationId, batchStreamDeleted(stream), stream);
        else this.answer(correlationId, batchWrongRevision(expected, outcome.current), stream);
      })
      .catch((error: unknown) => this.call.emit('error', toGrpcError(error)))
      .finally(() => this.settled());
  }

  private settled(): void {
    this.unanswered -= 1;
    if (this.unanswered === MAX_UNANSWERED) this.resume();
    if (this.ended && this.unanswered === 0) this.call.end();
  }

  /** Reads on, unless there is still too much to do or the client takes no answers. */
  private resume(): void {
    if (this.unanswered <= MAX_UNANSWERED && !this.call.writableNeedDrain) this.call.resume();
  }

  private answer(correlationId: Buffer, reply: Buffer, stream: string): void {
    if (this.call.cancelled) return;
    if (!this.call.write(batchReply(correlationId, reply, stream))) this.call.pause();
  }

  private finish(): void {
    this.ended = true;
    this.dropPartial();
    if (this.unanswered === 0) this.call.end();
  }

  private dropPartial(): void {
    for (const { timer } of this.partial.values()) clearTimeout(timer);
    this.partial.clear();
  }
}
