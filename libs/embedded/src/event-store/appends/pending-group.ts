import { encodeEventFrame } from '../wire/event-frame.js';
import type { ProposedEvent } from '../wire/event-frame.js';
import type { EventLog } from '../storage/event-log.js';
import { positionAfter } from '../storage/event-log.js';
import { idKey, indexEntry, nameKey, positionKey, revisionKey } from '../storage/keys.js';
import { isSoftDeleted, parseMetadata } from '../storage/stream-metadata.js';
import type { StreamMetadata } from '../storage/stream-metadata.js';
import { isMetastream, metastreamOf } from '../storage/stream-states.js';
import type { StreamState, StreamStates } from '../storage/stream-states.js';
import { TOMBSTONE_REVISION } from '../wire/tombstone-revision.js';
import type { StreamView } from './decide-append.js';

interface NewEvent {
  readonly id: Buffer;
  readonly position: number;
}

interface TouchedStream {
  state: StreamState;
  readonly encodedName: Buffer;
  readonly events: Map<number, NewEvent>;
  readonly revisions: Map<string, number>;
}

type Store = 'log' | 'index' | 'names';

/** The appends that will share one commit: they see each other, and no reader sees them yet. */
export class PendingGroup {
  readonly puts: { store: Store; key: Buffer; value: Buffer }[] = [];
  readonly touched = new Map<string, TouchedStream>();
  private readonly metadata = new Map<string, { data: Buffer; metadata: StreamMetadata }>();
  private readonly createdTicks: string;
  end: number;
  highestStreamNumber: number;

  constructor(
    private readonly log: EventLog,
    private readonly states: StreamStates,
    now: number,
  ) {
    this.createdTicks = `${now}0000`;
    this.end = log.end;
    this.highestStreamNumber = log.highestStreamNumber;
  }

  /** A stream as it will stand after the appends already in this group. */
  view(name: string): StreamView {
    const state = this.stateOf(name);
    const touched = this.touched.get(name);
    return {
      last: state.last,
      tombstoned:
        state.last === TOMBSTONE_REVISION ||
        (isMetastream(name) && this.stateOf(name.slice(2)).last === TOMBSTONE_REVISION),
      softDeleted: this.softDeleted(name),
      hasMetadata: this.stateOf(metastreamOf(name)).last >= 0,
      revisionOfId: (id) =>
        touched?.revisions.get(id.toString('latin1')) ??
        (state.number === 0 ? undefined : this.log.revisionOfId(state.number, id)),
      idAt: (revision) =>
        touched?.events.get(revision)?.id ??
        (state.number === 0 ? undefined : this.log.idAt(state.number, revision)),
    };
  }

  /** The raw metadata of a stream, undefined if it has none. */
  rawMetadata(name: string): Buffer | undefined {
    return this.metadata.get(name)?.data ?? this.states.rawMetadataOf(name);
  }

  positionAt(name: string, revision: number): number | undefined {
    const state = this.stateOf(name);
    return (
      this.touched.get(name)?.events.get(revision)?.position ?? this.log.positionOf(state.number, revision)
    );
  }

  /** Records an event at the stream's next revision, or as its tombstone, and returns its position. */
  add(name: string, event: ProposedEvent, tombstone = false): number {
    const stream = this.touch(name);
    const revision = tombstone ? TOMBSTONE_REVISION : stream.state.last + 1;
    const position = this.end;
    const { number } = stream.state;
    const frame = encodeEventFrame(event, {
      stream: stream.encodedName,
      revision,
      position,
      createdTicks: this.createdTicks,
    });
    this.puts.push({ store: 'log', key: positionKey(position), value: frame });
    this.puts.push({
      store: 'index',
      key: revisionKey(number, revision),
      value: indexEntry(position, frame),
    });
    this.puts.push({ store: 'index', key: idKey(number, event.id), value: positionKey(revision) });
    stream.events.set(revision, { id: event.id, position });
    stream.revisions.set(event.id.toString('latin1'), revision);
    stream.state = { ...stream.state, last: revision };
    if (isMetastream(name)) {
      this.metadata.set(name.slice(2), { data: event.data, metadata: parseMetadata(event.data) });
    }
    this.end = positionAfter(position, frame);
    return position;
  }

  softDeleted(name: string): boolean {
    if (isMetastream(name)) return false;
    return isSoftDeleted(this.metadata.get(name)?.metadata ?? this.states.metadataOf(name));
  }

  private stateOf(name: string): StreamState {
    return this.touched.get(name)?.state ?? this.states.get(name);
  }

  private touch(name: string): TouchedStream {
    const known = this.touched.get(name);
    if (known !== undefined) return known;
    const stored = this.states.get(name);
    const isNew = stored.number === 0;
    const encodedName = Buffer.from(name, 'utf8');
    const state = isNew ? { ...stored, number: (this.highestStreamNumber += 1) } : stored;
    if (isNew) {
      const number = Buffer.alloc(6);
      number.writeUIntBE(state.number, 0, 6);
      this.puts.push({ store: 'names', key: nameKey(name), value: Buffer.concat([number, encodedName]) });
    }
    const stream = { state, encodedName, events: new Map(), revisions: new Map() };
    this.touched.set(name, stream);
    return stream;
  }
}
