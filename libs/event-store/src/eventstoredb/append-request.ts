import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { BatchAppendReq } from '@eventstore/db-client/generated/streams_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import timestamps from 'google-protobuf/google/protobuf/timestamp_pb.js';
import type { ExpectedRevision, NewEvent } from '../event-store.js';
import { EventStoreError } from '../event-store.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Below the 4 MiB that the server takes in one message; its limit for a whole append is 1 MiB unless set otherwise. */
const mostBytes = 3 * 1024 * 1024;

/** One append as one message. Refuses what the server would answer by breaking the stream of all appends, or not at all. */
export function appendRequest(
  correlationId: string,
  stream: string,
  expected: ExpectedRevision,
  events: readonly NewEvent[],
  deadlineMs: number,
): BatchAppendReq {
  refuseUnfit(stream, expected, events);
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Uint8Array.from(Buffer.from(stream)));
  const options = new streams.BatchAppendReq.Options().setStreamIdentifier(identifier);
  options.setDeadline(timestamps.Timestamp.fromDate(new Date(Date.now() + deadlineMs)));
  if (expected === 'no_stream') options.setNoStream(new shared.Empty());
  else options.setStreamPosition(String(expected));
  return new streams.BatchAppendReq()
    .setCorrelationId(new shared.UUID().setString(correlationId))
    .setOptions(options)
    .setProposedMessagesList(events.map(proposed))
    .setIsFinal(true);
}

function proposed(event: NewEvent): BatchAppendReq.ProposedMessage {
  const message = new streams.BatchAppendReq.ProposedMessage()
    .setId(new shared.UUID().setString(event.id))
    .setData(event.data)
    .setCustomMetadata(event.metadata);
  message.getMetadataMap().set('type', event.type).set('content-type', 'application/json');
  return message;
}

function refuseUnfit(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): void {
  if (stream === '' || stream.startsWith('$'))
    throw new EventStoreError(`"${stream}" is not the name of a stream of ours.`);
  if (expected !== 'no_stream' && !(Number.isSafeInteger(expected) && expected >= 0)) {
    throw new EventStoreError(
      `An append expects 'no_stream' or a whole revision from 0 on, not ${expected}.`,
    );
  }
  if (events.length === 0)
    throw new EventStoreError('An append needs at least one event: leave it out when nothing happened.');
  for (const { id, type } of events) {
    if (!uuid.test(id)) throw new EventStoreError(`The id of an event must be a UUID, not "${id}".`);
    if (type === '' || type.startsWith('$')) {
      throw new EventStoreError(
        `"${type}" is not an event type: it must not be empty or begin with $, which marks the store's own events.`,
      );
    }
  }
  if (new Set(events.map(({ id }) => id.toLowerCase())).size < events.length) {
    throw new EventStoreError(
      'Two events of one append have the same id: each needs its own, or a repeat cannot be told from a new event.',
    );
  }
  const bytes = events.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0);
  if (bytes > mostBytes) throw tooLarge();
}

export function tooLarge(limit?: number): EventStoreError {
  const says = limit === undefined ? '' : ` of ${limit} bytes`;
  return new EventStoreError(
    `The append exceeds the limit${says} for all events together: record it in smaller parts, each an append of its own.`,
  );
}
