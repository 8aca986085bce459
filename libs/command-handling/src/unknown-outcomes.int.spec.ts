import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { confirmCaptivity } from '#libs/cases/src/actions/confirm-captivity.js';
import { confirmation } from '#libs/cases/src/testing/sayings.js';
import { startEventStore, type RunningEventStore } from '#libs/embedded/src/event-store/start-event-store.js';
import type { EventStore } from '#libs/event-store/src/event-store.js';
import { connectEventStore } from '#libs/event-store/src/eventstoredb.js';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { startProxy, type Proxy } from '#test/event-store/proxy.js';
import { dataFolder, startServerProcess } from '#test/event-store/server-process.js';
import { capturing, onCase, openDesk, opening, type Desk } from './testing/desk.js';

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await turn();
}

describe('an append whose answer is lost', () => {
  let server: RunningEventStore;
  let desk: Desk;
  let proxy: Proxy;
  let store: EventStore;
  let id: string;
  beforeAll(async () => {
    server = await startEventStore({ dataDir: undefined, port: 0 });
    desk = await openDesk(server.connectionString);
    proxy = await startProxy(server.port);
    store = connectEventStore(proxy.connectionString, { appendDeadlineMs: 2_000 });
    await store.ready(AbortSignal.timeout(20_000));
  });
  afterAll(async () => {
    await store.close();
    await proxy.stop();
    await desk.close();
    await server.stop();
  });
  beforeEach(async () => {
    id = randomUUID();
    await desk.instance().execute(opening(id));
  });

  /** An instance behind the proxy whose fold is cached, so that its next command begins with the append. */
  async function behindTheProxy(resolveWithinMs: number) {
    const handling = desk.instance(store, resolveWithinMs);
    await handling.execute(capturing(id, 'latest'));
    return handling;
  }
  const confirming = () => onCase(id, confirmCaptivity, confirmation().data, 1);
  const typesOf = async () => (await desk.log(id)).map(({ event }) => event.type);
  const all = ['CaseOpened', 'Captured', 'CaptivityConfirmed'];

  it('is found stored when it is asked again, and answered as if nothing had happened', async () => {
    const handling = await behindTheProxy(20_000);
    proxy.swallowAnswers();
    const answer = handling.execute(confirming());
    await until(async () => (await typesOf()).length === 3);
    proxy.cut();
    const position = (await desk.log(id))[2]?.position;
    expect(await answer).toEqual({ kind: 'done', types: ['CaptivityConfirmed'], revision: 2, position });
    expect(await typesOf()).toEqual(all);
  });

  it('that never arrived is carried out when it is asked again', async () => {
    const handling = await behindTheProxy(20_000);
    const before = proxy.unheard();
    proxy.swallowQuestions();
    const answer = handling.execute(confirming());
    await until(() => proxy.unheard() > before);
    expect(await typesOf()).toEqual(all.slice(0, 2));
    proxy.cut();
    expect(await answer).toMatchObject({ kind: 'done', revision: 2 });
    expect(await typesOf()).toEqual(all);
  });

  it.each(['swallowAnswers', 'swallowQuestions'] as const)(
    'for longer than is allowed is unknown (%s), and the same command again is answered truly',
    async (fault) => {
      const handling = await behindTheProxy(0);
      const command = confirming();
      proxy[fault]();
      expect(await handling.execute(command)).toEqual({ kind: 'unknown' });
      expect(await typesOf()).toEqual(fault === 'swallowAnswers' ? all : all.slice(0, 2));
      proxy.cut();
      await store.ready(AbortSignal.timeout(20_000));
      expect(await desk.instance(store).execute(command)).toMatchObject({ kind: 'done', revision: 2 });
      expect(await handling.execute(command)).toMatchObject({ kind: 'done', revision: 2 });
      expect(await typesOf()).toEqual(all);
    },
  );

  it('is told as stale when another took the revision before it could arrive', async () => {
    const handling = await behindTheProxy(20_000);
    const before = proxy.unheard();
    proxy.swallowQuestions();
    const answer = handling.execute(confirming());
    await until(() => proxy.unheard() > before);
    const other = onCase(id, confirmCaptivity, confirmation({ occurredAt: edtf('2022-09') }).data, 1);
    expect(await desk.instance().execute(other)).toMatchObject({ kind: 'done', revision: 2 });
    proxy.cut();
    const since = [{ revision: 2, type: 'CaptivityConfirmed' }];
    expect(await answer).toEqual({ kind: 'stale', revision: 2, since });
    expect(await typesOf()).toEqual(all);
  });

  it('is found stored although another wrote after it', async () => {
    const handling = await behindTheProxy(20_000);
    proxy.swallowAnswers();
    const answer = handling.execute(confirming());
    await until(async () => (await typesOf()).length === 3);
    const other = onCase(id, confirmCaptivity, confirmation({ occurredAt: edtf('2022-09') }).data, 2);
    expect(await desk.instance().execute(other)).toMatchObject({ kind: 'done', revision: 3 });
    proxy.cut();
    expect(await answer).toMatchObject({ kind: 'done', types: ['CaptivityConfirmed'], revision: 2 });
    expect(await typesOf()).toEqual([...all, 'CaptivityConfirmed']);
    // What it took the log for was not put in place of what the log holds.
    const third = onCase(id, confirmCaptivity, confirmation({ occurredAt: edtf('2022-10') }).data, 'latest');
    expect(await handling.execute(third)).toMatchObject({ kind: 'done', revision: 4 });
  });
});

describe('a store that is killed and comes back', () => {
  it('loses nothing that was answered and doubles nothing that was asked again', async () => {
    const folder = await dataFolder();
    let store = await startServerProcess(folder.path, 0);
    const desk = await openDesk(store.connectionString);
    const instances = [desk.instance(), desk.instance()];
    const id = randomUUID();
    await desk.instance().execute(opening(id));
    let answered = 0;
    const commands = Array.from({ length: 40 }, (_, n) =>
      onCase(
        id,
        confirmCaptivity,
        confirmation({ occurredAt: edtf(`20${23 + (n % 2)}-08-${10 + (n >> 1)}`) }).data,
        'latest',
      ),
    );
    const working = Promise.all(
      instances.map(async (instance, mine) => {
        for (const [n, command] of commands.entries()) {
          if (n % 2 !== mine) continue;
          // A read of the dead store throws, and the caller comes again with the same command.
          for (;;) {
            const outcome = await instance.execute(command).catch(() => null);
            if (outcome?.kind === 'done') break;
            await desk.store.ready(AbortSignal.timeout(30_000));
          }
          answered++;
        }
      }),
    );
    for (const at of [8, 20]) {
      await until(() => answered >= at);
      await store.kill();
      store = await startServerProcess(folder.path, store.port);
    }
    await working;
    const carriedOut = (await desk.log(id)).slice(1).map(({ metadata }) => metadata.commandId);
    expect(carriedOut.toSorted()).toEqual(commands.map(({ origin }) => origin.commandId).toSorted());
    await desk.close();
    await store.kill();
    await folder.remove();
  });
});
