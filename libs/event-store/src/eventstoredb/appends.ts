import { randomUUID } from 'node:crypto';
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendOutcome, ExpectedRevision, NewEvent } from '../event-store.js';
import { EventStoreError, EventStoreUnavailable } from '../event-store.js';
import { appendAnswer } from './append-answer.js';
import { appendRequest } from './append-request.js';
import type { AppendCall, Connection } from './connection.js';
import { refusesTheCall, storeError, unavailable } from './store-errors.js';
import { uuidText } from './uuid-text.js';

type Answer = BatchAppendResp | EventStoreError;

interface Line {
  readonly call: AppendCall;
  readonly waiting: Map<string, (answer: Answer) => void>;
  answered: boolean;
  broken: EventStoreError | null;
}

/** All appends of a connection share one call, side by side; each waits for its own answer, up to its own deadline. */
export class Appends {
  private line: Promise<Line> | null = null;

  constructor(
    private readonly connection: Connection,
    private readonly deadlineMs: number,
  ) {}

  async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
  ): Promise<AppendOutcome> {
    const id = randomUUID();
    const request = appendRequest(id, stream, expected, events, this.deadlineMs);
    const answer = await this.answerInTime(id, request);
    if (answer instanceof EventStoreUnavailable) return { kind: 'unknown', cause: answer };
    if (answer instanceof EventStoreError) throw answer;
    return appendAnswer(answer, stream, this.connection.at);
  }

  /** The client sets no deadline on this call, so the wait for the connection, the sending and the answer all count here. */
  private answerInTime(id: string, request: BatchAppendReq): Promise<Answer> {
    const { at } = this.connection;
    return new Promise((resolve) => {
      let over = false;
      let line: Line | null = null;
      const settle = (answer: Answer): void => {
        over = true;
        clearTimeout(timer);
        line?.waiting.delete(id);
        resolve(answer);
      };
      const timer = setTimeout(
        () => settle(unavailable(at, new Error('no answer before the deadline'))),
        this.deadlineMs,
      );
      const send = (opened: Line): void => {
        if (over) return;
        if (opened.broken !== null) return settle(opened.broken);
        line = opened;
        line.waiting.set(id, settle);
        line.call.write(request);
      };
      this.open().then(send, (error: unknown) => settle(storeError(error, at)));
    });
  }

  private open(): Promise<Line> {
    if (this.line !== null) return this.line;
    const line = this.connect();
    this.line = line;
    line.then(
      ({ call }) => call.once('close', () => this.forget(line)),
      () => this.forget(line),
    );
    return line;
  }

  private async connect(): Promise<Line> {
    const call = await this.connection.batchAppend();
    const line: Line = { call, waiting: new Map(), answered: false, broken: null };
    call.on('data', (answer: BatchAppendResp) => {
      line.answered = true;
      line.waiting.get(uuidText(answer.getCorrelationId()))?.(answer);
    });
    call.on('error', (error: Error) => this.break(line, error));
    call.on('end', () => this.break(line, new Error('the server ended the call')));
    return line;
  }

  private break(line: Line, error: Error): void {
    // After a first answer nothing that ends the call says what became of the other appends.
    const refused = !line.answered && refusesTheCall(error);
    line.broken ??= refused ? storeError(error, this.connection.at) : unavailable(this.connection.at, error);
    for (const settle of [...line.waiting.values()]) settle(line.broken);
    line.call.destroy();
    line.call.cancel();
  }

  private forget(line: Promise<Line>): void {
    if (this.line === line) this.line = null;
  }
}
