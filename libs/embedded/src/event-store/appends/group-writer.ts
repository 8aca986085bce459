import { randomBytes } from 'node:crypto';
import { TransactionFlags } from 'lmdb';
import { crashPoint } from '#libs/kernel/src/crash-point.js';
import type { EventLog } from '../storage/event-log.js';
import { softDeleteMetadata, withTruncateBefore } from '../storage/stream-metadata.js';
import { isMetastream, metastreamOf } from '../storage/stream-states.js';
import type { StreamStates } from '../storage/stream-states.js';
import type { LogSignal } from '../subscriptions/log-signal.js';
import type { ExpectedRevision } from '../wire/append-requests.js';
import type { ProposedEvent } from '../wire/event-frame.js';
import { decideAppend } from './decide-append.js';
import { PendingGroup } from './pending-group.js';
import { WriterStoppedError } from './writer-stopped-error.js';

export interface WriteRequest {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly change: { readonly append: readonly ProposedEvent[] } | 'soft-delete' | 'tombstone';
}

/** `revision` -1 and `position` undefined: an append without events. */
export type WriteOutcome =
  | { readonly kind: 'written'; readonly revision: number; readonly position: number | undefined }
  | { readonly kind: 'wrong-revision'; readonly current: number }
  | { readonly kind: 'stream-deleted' };

interface Queued {
  readonly request: WriteRequest;
  readonly settle: (outcome: WriteOutcome) => void;
  readonly fail: (error: Error) => void;
}

/** How much one commit takes at most, in bytes. */
const GROUP_BYTES = 8 * 1024 * 1024;

/**
 * The one writer. What arrives while a commit is under way shares the next one, and is answered only when that
 * commit is on disk. Each group sees all earlier groups and its own earlier appends.
 */
export class GroupWriter {
  private queue: Queued[] = [];
  private running: Promise<void> | undefined;
  private stopped: WriterStoppedError | undefined;

  constructor(
    private readonly log: EventLog,
    private readonly states: StreamStates,
    private readonly signal: LogSignal,
    private readonly now: () => number = Date.now,
  ) {}

  write(request: WriteRequest): Promise<WriteOutcome> {
    if (this.stopped !== undefined) return Promise.reject(this.stopped);
    return new Promise((settle, fail) => {
      this.queue.push({ request, settle, fail });
      this.running ??= this.run();
    });
  }

  /** Resolves when everything given so far has been answered. */
  async idle(): Promise<void> {
    await this.running;
  }

  private async run(): Promise<void> {
    while (this.queue.length > 0) {
      await new Promise(setImmediate); // lets what has arrived join, and reads go on between commits
      const members = this.takeGroup();
      try {
        this.commit(members);
      } catch (error) {
        this.stop(error instanceof Error ? error.message : String(error), members);
      }
    }
    this.running = undefined;
  }

  private takeGroup(): Queued[] {
    let bytes = 0;
    let count = 0;
    while (count < this.queue.length && bytes < GROUP_BYTES) {
      const change = this.queue[count]?.request.change;
      if (typeof change === 'object')
        for (const event of change.append) bytes += event.data.length + event.metadata.length;
      count += 1;
    }
    return this.queue.splice(0, count);
  }

  private commit(members: readonly Queued[]): void {
    const group = new PendingGroup(this.log, this.states, this.now());
    const outcomes = members.map(({ request }) => apply(group, request));
    if (group.puts.length > 0) {
      crashPoint('event-store:before-commit');
      this.flush(group);
      crashPoint('event-store:after-commit-before-ack');
      for (const { state } of group.touched.values()) this.states.put(state);
      this.log.publish(group.end, group.highestStreamNumber);
      this.signal.advanced(group.touched.keys());
    }
    members.forEach(({ settle }, index) => {
      const outcome = outcomes[index];
      if (outcome !== undefined) settle(outcome);
    });
    crashPoint('event-store:after-ack');
  }

  /**
   * Returns when the group is on disk, or throws. It stops the event loop for the length of an fdatasync, and is
   * still the faster way: a thread of its own would cost a single writer more than that in waking up.
   */
  private flush(group: PendingGroup): void {
    const { folder } = this.log;
    folder.root.transactionSync(() => {
      for (const { store, key, value } of group.puts) void folder[store].put(key, value);
    }, TransactionFlags.SYNCHRONOUS_COMMIT);
  }

  private stop(reason: string, members: readonly Queued[]): void {
    this.stopped = new WriterStoppedError(
      `The event store could not write to its disk and accepts no more appends (${reason}). ` +
        'Check the free space and the health of the disk, then restart it.',
    );
    process.stderr.write(`${this.stopped.message}\n`);
    for (const { fail } of [...members, ...this.queue.splice(0)]) fail(this.stopped);
  }
}

function apply(group: PendingGroup, request: WriteRequest): WriteOutcome {
  const { stream, expected, change } = request;
  const events = typeof change === 'object' ? change.append : [];
  const ids = typeof change === 'object' ? events.map(({ id }) => id) : [randomBytes(16)];
  const view = group.view(stream);
  const decision = decideAppend(view, expected, ids);
  if (decision.kind === 'wrong-revision' || decision.kind === 'stream-deleted') return decision;
  if (decision.kind === 'repeat') {
    const revision = decision.lastRevision;
    return { kind: 'written', revision, position: group.positionAt(stream, revision) };
  }
  if (change === 'tombstone') {
    const position = group.add(stream, systemEvent('$streamDeleted', Buffer.alloc(0)), true);
    return { kind: 'written', revision: -1, position };
  }
  if (change === 'soft-delete') {
    if (view.last < 0 && !view.hasMetadata) return { kind: 'wrong-revision', current: -1 };
    return {
      kind: 'written',
      revision: -1,
      position: group.add(metastreamOf(stream), systemEvent('$metadata', softDeleteMetadata)),
    };
  }
  const wasSoftDeleted = view.softDeleted;
  const originalSoftDeleted = isMetastream(stream) && group.softDeleted(stream.slice(2));
  let position: number | undefined;
  for (const event of events) position = group.add(stream, event);
  if (wasSoftDeleted) comeBack(group, stream, view.last + 1);
  if (originalSoftDeleted) comeBack(group, stream.slice(2), group.view(stream.slice(2)).last + 1);
  return { kind: 'written', revision: view.last + events.length, position };
}

/** A soft-deleted stream that is written again keeps its numbering: what stood before stays hidden. */
function comeBack(group: PendingGroup, stream: string, firstRevision: number): void {
  const raw = group.rawMetadata(stream);
  const metadata = raw && withTruncateBefore(raw, firstRevision);
  if (metadata !== undefined) group.add(metastreamOf(stream), systemEvent('$metadata', metadata));
}

function systemEvent(type: string, data: Buffer): ProposedEvent {
  return { id: randomBytes(16), type, isJson: data.length > 0, data, metadata: Buffer.alloc(0) };
}
