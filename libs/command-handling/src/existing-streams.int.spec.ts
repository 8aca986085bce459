import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recordReturn } from '#libs/cases/src/actions/record-return.js';
import { homecoming } from '#libs/cases/src/testing/sayings.js';
import { startEventStore, type RunningEventStore } from '#libs/embedded/src/event-store/start-event-store.js';
import { exchangeId } from '#libs/kernel/src/ids.js';
import { capturing, onCase, openDesk, opening, type Desk } from './testing/desk.js';

let server: RunningEventStore;
let desk: Desk;
beforeAll(async () => {
  server = await startEventStore({ dataDir: undefined, port: 0 });
  desk = await openDesk(server.connectionString);
});
afterAll(async () => {
  await desk.close();
  await server.stop();
});

describe('what a command names', () => {
  it('that was never recorded is told by its field, and appends nothing', async () => {
    const id = randomUUID();
    const handling = desk.instance();
    await handling.execute(opening(id));
    await handling.execute(capturing(id, 0));
    const nowhere = exchangeId(randomUUID());
    const back = homecoming({ exchange: nowhere }).data;
    expect(await handling.execute(onCase(id, recordReturn, back, 1))).toEqual({
      kind: 'names-nothing',
      pointer: '/exchange',
    });
    const basis = [{ kind: 'event', stream: `case-${id}`, revision: 9 }] as const;
    expect(await handling.execute(onCase(id, recordReturn, homecoming({ basis }).data, 1))).toMatchObject({
      kind: 'names-nothing',
      pointer: '/basis/0',
    });
    expect(await desk.log(id)).toHaveLength(2);
  });

  it('and was recorded, by any instance, is found', async () => {
    const id = randomUUID();
    await desk.instance().execute(opening(id));
    await desk.instance().execute(capturing(id, 0));
    const basis = [{ kind: 'event', stream: `case-${id}`, revision: 1 }] as const;
    const outcome = await desk.instance().execute(onCase(id, recordReturn, homecoming({ basis }).data, 1));
    expect(outcome).toMatchObject({ kind: 'done', revision: 2 });
  });
});
