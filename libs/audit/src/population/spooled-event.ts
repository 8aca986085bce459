import type { StoredEvent } from '#libs/event-store/src/event-store.js';

/** An event as one line of text, its bytes as they are in the log: what is personal in it stays encrypted. */
export function lineOf({
  id,
  type,
  stream,
  revision,
  position,
  created,
  data,
  metadata,
}: StoredEvent): string {
  return `${JSON.stringify([id, type, stream, revision, String(position), created.getTime(), base64(data), base64(metadata)])}\n`;
}

export function eventIn(line: string): StoredEvent {
  const [id, type, stream, revision, position, created, data, metadata] = JSON.parse(line) as [
    string,
    string,
    string,
    number,
    string,
    number,
    string,
    string,
  ];
  return {
    id,
    type,
    stream,
    revision,
    position: BigInt(position),
    created: new Date(created),
    data: Buffer.from(data, 'base64'),
    metadata: Buffer.from(metadata, 'base64'),
  };
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
