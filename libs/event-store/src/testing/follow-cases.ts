import { expect, it } from '@jest/globals';
import type { EventStore, Followed, StoredEvent } from '../event-store.js';
import { all, anEvent, freshStream } from './event.js';

export function followCases(store: () => EventStore, another: () => Promise<EventStore>): void {
  it('hands out the whole log, then says once that it caught up, then goes on live', async () => {
    const stream = freshStream();
    await store().append(
      stream,
      'no_stream',
      Array.from({ length: 300 }, () => anEvent()),
    );
    const log = await all(store().readAll(null));
    const { stop, follow } = following(store(), null);
    const seen: Followed[] = [];
    for await (const followed of follow) {
      seen.push(followed);
      if (followed.kind === 'caughtUp') await store().append(stream, 299, [anEvent({}, 'AfterCatchingUp')]);
      // Of this stream: the log may hold others, of an earlier run.
      if (followed.kind === 'event' && followed.event.stream === stream && followed.event.revision === 300)
        break;
    }
    stop();
    const caughtUp = seen.findIndex(({ kind }) => kind === 'caughtUp');
    expect(eventsOf(seen.slice(0, caughtUp)).map(({ id }) => id)).toEqual(log.map(({ id }) => id));
    expect(seen.filter(({ kind }) => kind === 'caughtUp')).toHaveLength(1);
  });

  it('misses nothing and doubles nothing while many write, whenever it starts', async () => {
    const streams = Array.from({ length: 8 }, freshStream);
    const start = await lastPosition(store());
    const writer = await another();
    const writing = Promise.all(streams.map((stream) => write(writer, stream, 40)));
    const followers = [0, 100, 200].map((skip) => gather(store(), start, streams, 320, skip));
    await writing;
    const written = (await all(store().readAll(start))).filter(({ stream }) => streams.includes(stream));
    for (const seen of await Promise.all(followers)) expect(seen).toEqual(written.slice(-seen.length));
    await writer.close();
  });

  it('starts after a position, waits for a slow reader, and ends quietly when told to', async () => {
    const stream = freshStream();
    await store().append(
      stream,
      'no_stream',
      Array.from({ length: 3 }, () => anEvent()),
    );
    const [first] = await all(store().read(stream));
    const { stop, follow } = following(store(), first?.position ?? null);
    const seen: number[] = [];
    for await (const followed of follow) {
      if (followed.kind === 'caughtUp') stop();
      else if (followed.event.stream === stream) seen.push(followed.event.revision);
      await new Promise(setImmediate);
    }
    expect(seen).toEqual([1, 2]);
  });

  it('ends quietly while it waits, and at once when it was told so before', async () => {
    const { stop, follow } = following(store(), await lastPosition(store()));
    for await (const followed of follow) if (followed.kind === 'caughtUp') setImmediate(stop);
    const over = AbortSignal.abort();
    for await (const followed of store().follow(null, over)) throw new Error(followed.kind);
  });
}

function following(
  store: EventStore,
  after: bigint | null,
): { stop: () => void; follow: AsyncIterable<Followed> } {
  const stopping = new AbortController();
  return { stop: () => stopping.abort(), follow: store.follow(after, stopping.signal) };
}

/** Follows until `total` events of these streams were seen, counting `skip` of them by reading first. */
async function gather(
  store: EventStore,
  start: bigint | null,
  streams: readonly string[],
  total: number,
  skip: number,
): Promise<StoredEvent[]> {
  const skipped: StoredEvent[] = [];
  while (skipped.length < skip) {
    for await (const event of store.readAll(skipped.at(-1)?.position ?? start)) {
      if (streams.includes(event.stream) && skipped.length < skip) skipped.push(event);
    }
  }
  const seen: StoredEvent[] = [];
  for await (const followed of following(store, skipped.at(-1)?.position ?? start).follow) {
    if (followed.kind === 'event' && streams.includes(followed.event.stream)) seen.push(followed.event);
    if (seen.length + skip === total) break;
  }
  return seen;
}

async function write(store: EventStore, stream: string, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const outcome = await store.append(stream, n === 0 ? 'no_stream' : n - 1, [anEvent({ n })]);
    expect(outcome.kind).toBe('appended');
  }
}

async function lastPosition(store: EventStore): Promise<bigint | null> {
  return (await all(store.readAll(null))).at(-1)?.position ?? null;
}

function eventsOf(seen: readonly Followed[]): StoredEvent[] {
  return seen.flatMap((followed) => (followed.kind === 'event' ? [followed.event] : []));
}
