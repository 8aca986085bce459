import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { StoredEvent } from '../event-store.js';
import { EventStoreError } from '../event-store.js';

const ticksPerMillisecond = 10_000n;

/** The event as the wire carries it, its bytes untouched; null for a message that carries none. `created` comes in .NET ticks since 1970. */
export function storedEvent(message: ReadResp): StoredEvent | null {
  if (!message.hasEvent()) return null;
  const record = message.getEvent()?.getEvent();
  const id = record?.getId()?.getString();
  const stream = record?.getStreamIdentifier()?.getStreamName_asU8();
  if (record === undefined || id === undefined || stream === undefined) {
    throw new EventStoreError(
      'The event store sent an event without its id or stream: it is not a server that Homeward can read.',
    );
  }
  const system = record.getMetadataMap();
  return {
    id,
    type: system.get('type') ?? '',
    stream: Buffer.from(stream).toString('utf8'),
    revision: Number(record.getStreamRevision()),
    position: BigInt(record.getCommitPosition()),
    created: new Date(Number(BigInt(system.get('created') ?? '0') / ticksPerMillisecond)),
    data: record.getData_asU8(),
    metadata: record.getCustomMetadata_asU8(),
  };
}
