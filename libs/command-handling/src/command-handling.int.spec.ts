import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { confirmCaptivity } from '#libs/cases/src/actions/confirm-captivity.js';
import { recordCapture } from '#libs/cases/src/actions/record-capture.js';
import { recordReturn } from '#libs/cases/src/actions/record-return.js';
import { withdrawStatement } from '#libs/cases/src/actions/withdraw-statement.js';
import { capture, confirmation, homecoming, withdrawal } from '#libs/cases/src/testing/sayings.js';
import { startEventStore, type RunningEventStore } from '#libs/embedded/src/event-store/start-event-store.js';
import { EventStoreUnavailable } from '#libs/event-store/src/event-store.js';
import { connectEventStore } from '#libs/event-store/src/eventstoredb.js';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { SubjectErased } from '#libs/stored-events/src/errors.js';
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

const typesOf = async (id: string) => (await desk.log(id)).map(({ event }) => event.type);
const confirming = (id: string, expected: number | 'latest', commandId?: string) =>
  onCase(id, confirmCaptivity, confirmation().data, expected, commandId);

describe('a command', () => {
  it('that is accepted is in the log with who, under which id and because of what, and is answered with its place', async () => {
    const id = randomUUID();
    const command = opening(id);
    const outcome = await desk.instance().execute(command);
    const [recorded] = await desk.log(id);
    expect(outcome).toEqual({
      kind: 'done',
      types: ['CaseOpened'],
      revision: 0,
      position: recorded?.position,
    });
    const { commandId, actor, correlationId, causationId } = command.origin;
    expect(recorded?.metadata).toMatchObject({
      commandId,
      actor,
      $correlationId: correlationId,
      $causationId: causationId,
    });
  });

  it('that its rule refuses, or that says nothing new, leaves nothing in the log', async () => {
    const id = randomUUID();
    const handling = desk.instance();
    await handling.execute(opening(id));
    const done = await handling.execute(capturing(id, 0));
    const early = onCase(id, recordCapture, capture({ occurredAt: edtf('2022-05-21') }).data, 1);
    expect(await handling.execute(early)).toEqual({ kind: 'refused', refusal: 'already-captive' });
    const position = done.kind === 'done' ? done.position : null;
    expect(await handling.execute(capturing(id, 1))).toEqual({ kind: 'nothing-new', revision: 1, position });
    expect(await typesOf(id)).toEqual(['CaseOpened', 'Captured']);
  });

  it('on a revision that has passed is stale, and is told what happened since', async () => {
    const id = randomUUID();
    const handling = desk.instance();
    await handling.execute(opening(id));
    await handling.execute(capturing(id, 0));
    await handling.execute(onCase(id, recordReturn, homecoming().data, 1));
    expect(await desk.instance().execute(confirming(id, 0))).toEqual({
      kind: 'stale',
      revision: 2,
      since: [
        { revision: 1, type: 'Captured' },
        { revision: 2, type: 'Returned' },
      ],
    });
  });

  it('on a stream that does not exist says so', async () => {
    const handling = desk.instance();
    const none = { kind: 'no-such-stream' };
    expect(await handling.execute(capturing(randomUUID(), 0))).toEqual(none);
    expect(await handling.execute(capturing(randomUUID(), 'latest'))).toEqual(none);
  });
});

describe('the same command again', () => {
  it('gives the same answer from the same instance, from a fresh one, and when others have written since', async () => {
    const id = randomUUID();
    const handling = desk.instance();
    await handling.execute(opening(id));
    const command = capturing(id, 0);
    const first = await handling.execute(command);
    const again = { ...first, again: true };
    expect(await handling.execute(command)).toEqual(again);
    expect(await desk.instance().execute(command)).toEqual(again);
    await handling.execute(onCase(id, recordReturn, homecoming().data, 1));
    expect(await handling.execute(command)).toEqual(again);
    expect(await desk.instance().execute(command)).toEqual(again);
    expect(await typesOf(id)).toEqual(['CaseOpened', 'Captured', 'Returned']);
  });

  it('sent many times at once to two instances is carried out once and answered alike', async () => {
    for (let round = 0; round < 10; round++) {
      const id = randomUUID();
      const [one, other] = [desk.instance(), desk.instance()];
      const create = opening(id);
      const created = await Promise.all([one, other, one, other].map((each) => each.execute(create)));
      const change = capturing(id, 0);
      const changed = await Promise.all([one, other, one, other].map((each) => each.execute(change)));
      expect(new Set([...created, ...changed].map(({ kind }) => kind))).toEqual(new Set(['done']));
      for (const [answers, last] of [
        [created, created[0]],
        [changed, changed[0]],
      ] as const)
        for (const answer of answers) expect(answer).toEqual(last);
      expect(await typesOf(id)).toEqual(['CaseOpened', 'Captured']);
    }
  });

  it('with another body is not the same command, one after the other or at once', async () => {
    const other = capture({ place: null }).data;
    for (let round = 0; round < 10; round++) {
      const id = randomUUID();
      const commandId = randomUUID();
      await desk.instance().execute(opening(id));
      const [a, b] = await Promise.all([
        desk.instance().execute(capturing(id, 0, commandId)),
        desk.instance().execute(onCase(id, recordCapture, other, 0, commandId)),
      ]);
      expect([a.kind, b.kind].toSorted()).toEqual(['done', 'reused']);
      expect(await typesOf(id)).toEqual(['CaseOpened', 'Captured']);
      const third = onCase(id, recordCapture, capture({ occurredAt: edtf('2022') }).data, 0, commandId);
      expect(await desk.instance().execute(third)).toEqual({ kind: 'reused' });
    }
  });
});

describe('two instances on one store', () => {
  it('of commands at one revision carry out one; the others are stale', async () => {
    const id = randomUUID();
    await desk.instance().execute(opening(id));
    const instances = [desk.instance(), desk.instance()];
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        (instances[n % 2] ?? desk.instance()).execute(
          onCase(
            id,
            confirmCaptivity,
            confirmation({ occurredAt: edtf(`2022-08-${String(n + 10)}`) }).data,
            0,
          ),
        ),
      ),
    );
    expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === 'stale')).toHaveLength(9);
    expect(await typesOf(id)).toEqual(['CaseOpened', 'CaptivityConfirmed']);
  });

  it('decide again on what the other wrote when a command takes the stream as it stands', async () => {
    const id = randomUUID();
    const instances = [desk.instance(), desk.instance()];
    await desk.instance().execute(opening(id));
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        (instances[n % 2] ?? desk.instance()).execute(
          onCase(
            id,
            confirmCaptivity,
            confirmation({ occurredAt: edtf(`2022-08-${String(n + 10)}`) }).data,
            'latest',
          ),
        ),
      ),
    );
    expect(outcomes.map(({ kind }) => kind)).toEqual(Array.from({ length: 10 }, () => 'done'));
    expect(await typesOf(id)).toHaveLength(11);
  });

  it('used in alternation never answer from a fold that the other has left behind', async () => {
    const id = randomUUID();
    const [one, other] = [desk.instance(), desk.instance()];
    await one.execute(opening(id));
    expect(await other.execute(capturing(id, 0))).toMatchObject({ kind: 'done', revision: 1 });
    // `one` has seen no capture: its fold would refuse, call the revision stale, or take both for new.
    const back = onCase(id, recordReturn, homecoming().data, 1);
    expect(await one.execute(back)).toMatchObject({ kind: 'done', revision: 2 });
    expect(await other.execute(onCase(id, withdrawStatement, withdrawal(2).data, 2))).toMatchObject({
      revision: 3,
    });
    // `one` holds a return that stands: saying it again would be nothing new.
    expect(await one.execute(onCase(id, recordReturn, homecoming().data, 'latest'))).toMatchObject({
      kind: 'done',
      types: ['Returned'],
      revision: 4,
    });
    // `other` holds none: its rule would accept, and the store tells it better.
    expect(await other.execute(onCase(id, recordReturn, homecoming().data, 'latest'))).toMatchObject({
      kind: 'nothing-new',
      revision: 4,
    });
    expect(await other.execute(onCase(id, recordReturn, homecoming({ place: null }).data, 2))).toMatchObject({
      kind: 'stale',
      revision: 4,
    });
  });
});

describe('what command handling cannot decide', () => {
  it('is thrown as unavailable when the store cannot be read, so that the caller may come again', async () => {
    const gone = await startEventStore({ dataDir: undefined, port: 0 });
    const store = connectEventStore(gone.connectionString);
    await gone.stop();
    const outcome = desk.instance(store).execute(opening(randomUUID()));
    await expect(outcome).rejects.toBeInstanceOf(EventStoreUnavailable);
    await store.close();
  });

  it('is refused as erased once the person was erased, although a fold was cached; what was done stays the answer', async () => {
    const id = randomUUID();
    const handling = desk.instance();
    await handling.execute(opening(id));
    const command = capturing(id, 0);
    const first = await handling.execute(command);
    await desk.keys.erase(`case-${id}`);
    for (const instance of [handling, desk.instance()]) {
      await expect(instance.execute(confirming(id, 1))).rejects.toBeInstanceOf(SubjectErased);
      expect(await instance.execute(command)).toEqual({ ...first, again: true });
      // The erased place is not the same as the place that was said: the fold was read anew.
      expect(await instance.execute(capturing(id, 1))).toEqual({
        kind: 'refused',
        refusal: 'already-captive',
      });
    }
  });
});
