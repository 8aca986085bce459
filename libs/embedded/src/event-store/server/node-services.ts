import { randomUUID } from 'node:crypto';
import { parseUuid, structuredUuid } from '../wire/event-id.js';
import { delimited, varintField } from '../wire/protobuf-writer.js';

const STREAMS = 'event_store.client.streams.streams';

/** The version that the protocol follows. */
const SERVER_VERSION = '24.10.4';

/** `VNodeState.Leader` of gossip.proto. */
const LEADER = 8;

const text = (tag: number, value: string): Buffer => delimited(tag, Buffer.from(value));

/** What this node can do, for `ServerFeatures/GetSupportedMethods`: a `SupportedMethods` message. */
export function supportedMethods(): Buffer {
  const method = (name: string, supports: string[] = []): Buffer =>
    delimited(
      0x0a,
      Buffer.concat([
        text(0x0a, name),
        text(0x12, STREAMS),
        ...supports.map((feature) => text(0x1a, feature)),
      ]),
    );
  return Buffer.concat([
    method('read', ['position', 'events']),
    method('append'),
    method('batchappend', ['deadline_duration']),
    method('delete'),
    method('tombstone'),
    text(0x12, SERVER_VERSION),
  ]);
}

/** A cluster of one: this node, its leader. Gives a `ClusterInfo` message. */
export function singleNodeGossip(host: string, port: () => number): () => Buffer {
  const instanceId = delimited(0x0a, structuredUuid(parseUuid(randomUUID())));
  return () =>
    delimited(
      0x0a,
      Buffer.concat([
        instanceId,
        varintField(0x10, Date.now() * 10_000),
        varintField(0x18, LEADER),
        varintField(0x20, 1),
        delimited(0x2a, Buffer.concat([text(0x0a, host), varintField(0x10, port())])),
      ]),
    );
}
