import { expect, it } from '@jest/globals';
import type { EventStore } from '../event-store.js';
import { Connection } from '../eventstoredb/connection.js';
import { follow } from '../eventstoredb/follow.js';
import { anEvent, freshStream } from './event.js';
import { startMutingServer } from './muting-server.js';

/** A subscription that dies without a word is seen by the log's growth, and another takes over where it stopped. */
export function silenceCases(store: () => EventStore, port: () => number): void {
  it('leaves a subscription that fell silent while the log grew, and misses nothing', async () => {
    const muting = await startMutingServer(port());
    const connection = new Connection(muting.connectionString);
    const stream = freshStream();
    await store().append(stream, 'no_stream', [anEvent()]);
    const seen: number[] = [];
    const breaks: string[] = [];
    const onBreak = ({ message }: Error): void => void breaks.push(message);
    for await (const followed of follow(connection, null, AbortSignal.timeout(30_000), 50, onBreak)) {
      if (followed.kind !== 'event' || followed.event.stream !== stream) continue;
      seen.push(followed.event.revision);
      if (seen.length === 3) break;
      muting.mute();
      await store().append(stream, followed.event.revision, [anEvent()]);
    }
    expect(seen).toEqual([0, 1, 2]);
    expect(muting.subscriptions()).toBe(3);
    expect(breaks).toEqual([
      expect.stringContaining('does not answer'),
      expect.stringContaining('does not answer'),
    ]);
    connection.close();
    muting.stop();
  });

  it('stays with a subscription that is silent because nothing happens', async () => {
    const muting = await startMutingServer(port());
    const connection = new Connection(muting.connectionString);
    const stopping = new AbortController();
    // From the end, where nothing is on its way: a slow machine is silent too while it catches up.
    const appended = await store().append(freshStream(), 'no_stream', [anEvent()]);
    const end = appended.kind === 'appended' ? appended.position : null;
    for await (const { kind } of follow(connection, end, stopping.signal, 20)) {
      if (kind === 'caughtUp') setTimeout(() => stopping.abort(), 400);
    }
    expect(muting.subscriptions()).toBe(1);
    connection.close();
    muting.stop();
  });

  it('stops with what to do when the log ends before the last event that it handed out', async () => {
    const connection = new Connection(`esdb://127.0.0.1:${port()}?tls=false`);
    const beyond = follow(connection, 10n ** 15n, AbortSignal.timeout(30_000), 20);
    const reading = (async () => {
      for await (const followed of beyond) expect(followed.kind).toBe('caughtUp');
    })();
    await expect(reading).rejects.toThrow(/older copy was restored/);
    connection.close();
  });
}
