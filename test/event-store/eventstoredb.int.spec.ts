import { MessageChannel } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startEventStore } from '#libs/embedded/src/event-store/start-event-store.js';
import type { AppendOutcome, EventStore, StoredEvent } from '#libs/event-store/src/event-store.js';
import { EventStoreError, EventStoreUnavailable } from '#libs/event-store/src/event-store.js';
import { connectEventStore } from '#libs/event-store/src/eventstoredb.js';
import { ReadsApart } from '#libs/event-store/src/reads-apart/reads-apart.js';
import { serveReads } from '#libs/event-store/src/reads-apart/serve-reads.js';
import { eventStoreSuite } from '#libs/event-store/src/testing/event-store-suite.js';
import { all, anEvent, asAppended, freshStream } from '#libs/event-store/src/testing/event.js';
import { clientCases } from '#libs/event-store/src/testing/client-cases.js';
import { silenceCases } from '#libs/event-store/src/testing/silence-cases.js';
import { startProxy } from '#test/event-store/proxy.js';
import type { Proxy } from '#test/event-store/proxy.js';
import { dataFolder, startServerProcess } from '#test/event-store/server-process.js';

let server: Awaited<ReturnType<typeof startEventStore>>;
beforeAll(async () => {
  server = await startEventStore({ dataDir: undefined, port: 0 });
});
afterAll(() => server.stop());

eventStoreSuite('EventStoreDB adapter', () => Promise.resolve(connectEventStore(server.connectionString)));

eventStoreSuite('EventStoreDB adapter, the log read by another thread', () => {
  const { port1, port2 } = new MessageChannel();
  serveReads(port1, server.connectionString);
  const store = connectEventStore(server.connectionString, { readsApart: new ReadsApart(() => port2) });
  const close = store.close.bind(store);
  store.close = () => close().finally(() => port2.close());
  return Promise.resolve(store);
});

it('A log that is read by another thread has its port opened when it is first read, and once', async () => {
  const { port1, port2 } = new MessageChannel();
  serveReads(port1, server.connectionString);
  let opened = 0;
  const openPort = () => ((opened += 1), port2);
  const store = connectEventStore(server.connectionString, { readsApart: new ReadsApart(openPort) });
  await store.append(freshStream(), 'no_stream', [anEvent()]);
  expect(opened).toBe(0);
  for (let time = 0; time < 2; time += 1) expect((await all(store.readAll(null))).length).toBeGreaterThan(0);
  expect(opened).toBe(1);
  await store.close();
  port2.close();
});

describe('EventStoreDB adapter beside the client', () => clientCases(() => server.connectionString));

describe('EventStoreDB adapter and silence', () => {
  let store: EventStore;
  beforeAll(() => {
    store = connectEventStore(server.connectionString);
  });
  afterAll(() => store.close());
  silenceCases(
    () => store,
    () => server.port,
  );
});

describe('EventStoreDB adapter behind a network that loses answers', () => {
  let proxy: Proxy;
  let store: EventStore;
  beforeAll(async () => {
    proxy = await startProxy(server.port);
    store = connectEventStore(proxy.connectionString, { appendDeadlineMs: 400 });
    await store.ready(AbortSignal.timeout(10_000));
  });
  afterAll(async () => {
    await store.close();
    await proxy.stop();
  });

  it('answers unknown for an append that was stored but not answered; the same append again finds it', async () => {
    const stream = freshStream();
    const [first, second] = [anEvent(), anEvent()];
    await store.append(stream, 'no_stream', [first]);
    proxy.swallowAnswers();
    const lost = await store.append(stream, 0, [second]);
    proxy.cut();
    const again = await untilAnswered(() => store.append(stream, 0, [second]));

    expect(lost).toMatchObject({ kind: 'unknown', cause: expect.any(EventStoreUnavailable) });
    const direct = connectEventStore(server.connectionString);
    const found = await all(direct.read(stream));
    await direct.close();
    expect(found.map(asAppended)).toEqual([first, second].map(asAppended));
    expect(again).toEqual({ kind: 'appended', revision: 1, position: found[1]?.position });
  });

  it('answers unknown for every append that waits when the connection breaks, and goes on after it', async () => {
    const streams = Array.from({ length: 5 }, freshStream);
    const patient = connectEventStore(proxy.connectionString, { appendDeadlineMs: 3_600_000 });
    await patient.ready(AbortSignal.timeout(10_000));
    proxy.swallowAnswers();
    const waiting = Promise.all(streams.map((stream) => patient.append(stream, 'no_stream', [anEvent()])));
    const direct = connectEventStore(server.connectionString);
    for (const stream of streams) while ((await all(direct.read(stream))).length === 0);
    await direct.close();
    proxy.cut();
    for (const { kind } of await waiting) expect(kind).toBe('unknown');
    const [event, stream] = [anEvent(), freshStream()];
    const next = await untilAnswered(() => patient.append(stream, 'no_stream', [event]));
    expect(next).toMatchObject({ kind: 'appended', revision: 0 });
    await patient.close();
  });

  it('leaves the appends of another connection alone', async () => {
    const other = connectEventStore(server.connectionString);
    const others = Array.from({ length: 30 }, () => other.append(freshStream(), 'no_stream', [anEvent()]));
    proxy.cut();
    for (const { kind } of await Promise.all(others)) expect(kind).toBe('appended');
    await other.close();
  });

  it('holds the server back while the reader of a follow is slow', async () => {
    const stream = freshStream();
    const direct = connectEventStore(server.connectionString);
    for (let n = 0; n < 60; n += 1) {
      await direct.append(stream, n === 0 ? 'no_stream' : n - 1, [anEvent({ text: 'x'.repeat(500_000) })]);
    }
    const [first] = await all(direct.read(stream));
    const before = proxy.answered();
    let whileHeld = 0;
    let seen = 0;
    for await (const followed of store.follow(first?.position ?? null, AbortSignal.timeout(30_000))) {
      if (followed.kind === 'event' && ++seen === 1) {
        for (let n = 0; n < 100; n += 1) await all(store.read(freshStream()));
        whileHeld = proxy.answered() - before;
      }
      if (seen === 59) break;
    }
    // The window of the connection, and what the stream has taken out of it.
    expect(whileHeld).toBeLessThan(16_000_000);
    expect(proxy.answered() - before).toBeGreaterThan(29_000_000);
    await direct.close();
  });

  it('goes on following after each break, from the event after the last', async () => {
    const stream = freshStream();
    const direct = connectEventStore(server.connectionString);
    const seen: number[] = [];
    await direct.append(stream, 'no_stream', [anEvent()]);
    for await (const followed of store.follow(null, AbortSignal.timeout(30_000))) {
      if (followed.kind !== 'event' || followed.event.stream !== stream) continue;
      seen.push(followed.event.revision);
      if (seen.length === 10) break;
      await direct.append(stream, seen.length - 1, [anEvent()]);
      proxy.cut();
    }
    await direct.close();
    expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});

describe('EventStoreDB adapter over the death of its server', () => {
  it('loses no answered append, doubles none, and follows on over kill and restart', async () => {
    const folder = await dataFolder();
    let serverProcess = await startServerProcess(folder.path, 0);
    const { port, connectionString } = serverProcess;
    const store = connectEventStore(connectionString, { appendDeadlineMs: 2_000 });
    const stopping = new AbortController();
    const followed: StoredEvent[] = [];
    const following = (async () => {
      for await (const item of store.follow(null, stopping.signal)) {
        if (item.kind === 'event') followed.push(item.event);
        if (followed.length === 200) return;
      }
    })();
    let unknowns = 0;
    const writing = Promise.all(
      Array.from({ length: 4 }, freshStream).map(async (stream) => {
        for (let revision = 0; revision < 50; revision += 1) {
          const event = anEvent({ revision });
          const outcome = await untilAnswered(async () => {
            const answer = await store.append(stream, revision === 0 ? 'no_stream' : revision - 1, [event]);
            if (answer.kind === 'unknown') await store.ready(AbortSignal.timeout(30_000));
            unknowns += answer.kind === 'unknown' ? 1 : 0;
            return answer;
          });
          expect(outcome).toMatchObject({ kind: 'appended', revision });
        }
      }),
    );
    for (let killed = 0; killed < 2; killed += 1) {
      const enough = 40 * (killed + 1);
      while (followed.length < enough) await new Promise(setImmediate);
      await serverProcess.kill();
      serverProcess = await startServerProcess(folder.path, port);
    }
    await writing;
    await following;
    stopping.abort();

    const log = await all(store.readAll(null));
    expect(followed.map(({ id }) => id)).toEqual(log.map(({ id }) => id));
    expect(log).toHaveLength(200);
    expect(new Set(log.map(({ id }) => id)).size).toBe(200);
    expect(unknowns).toBeGreaterThan(0);
    await store.close();
    await serverProcess.kill();
    await folder.remove();
  });

  it('answers unknown when the server hangs, and the same append again finds what became of it', async () => {
    const folder = await dataFolder();
    const hanging = await startServerProcess(folder.path, 0);
    const store = connectEventStore(hanging.connectionString, { appendDeadlineMs: 500 });
    const [stream, event] = [freshStream(), anEvent()];
    await store.ready(AbortSignal.timeout(20_000));
    await store.append(stream, 'no_stream', [event]);
    hanging.freeze();
    const second = anEvent();
    expect(await store.append(stream, 0, [second])).toMatchObject({ kind: 'unknown' });
    hanging.thaw();
    expect(await untilAnswered(() => store.append(stream, 0, [second]))).toMatchObject({
      kind: 'appended',
      revision: 1,
    });
    expect(await all(store.read(stream))).toHaveLength(2);
    await store.close();
    await hanging.kill();
    await folder.remove();
  });

  it('says what to do when no server answers, without the password', async () => {
    const closed = await startProxy(server.port);
    await closed.stop();
    const url = closed.connectionString.replace('esdb://', 'esdb://reader:s3cr3t@');
    const store = connectEventStore(url, { appendDeadlineMs: 2_000 });
    const reading = all(store.read('case-x'));
    await expect(reading).rejects.toBeInstanceOf(EventStoreUnavailable);
    await expect(reading).rejects.toThrow(/127\.0\.0\.1:\d+ does not answer.*EVENTSTORE_URL/);
    await expect(reading).rejects.not.toThrow(/s3cr3t/);
    expect(await store.append(freshStream(), 'no_stream', [anEvent()])).toMatchObject({ kind: 'unknown' });
    await expect(store.ready(AbortSignal.timeout(300))).rejects.toMatchObject({ name: 'TimeoutError' });
    await store.close();
    await expect(all(store.read('case-x'))).rejects.toThrow(/was closed/);
    expect(() => connectEventStore('reader:s3cr3t@nowhere')).toThrow(EventStoreError);
    expect(() => connectEventStore('reader:s3cr3t@nowhere')).not.toThrow(/s3cr3t/);
  });
});

/** The same append again, as long as its outcome is unknown. */
async function untilAnswered(append: () => Promise<AppendOutcome>): Promise<AppendOutcome> {
  for (;;) {
    const outcome = await append();
    if (outcome.kind !== 'unknown') return outcome;
  }
}
