import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addNote } from '#libs/cases/src/actions/add-note.js';
import { assignCase } from '#libs/cases/src/actions/assign-case.js';
import { recordReturn } from '#libs/cases/src/actions/record-return.js';
import type { CaseState } from '#libs/cases/src/state.js';
import { assigned, homecoming, note } from '#libs/cases/src/testing/sayings.js';
import { startEventStore, type RunningEventStore } from '#libs/embedded/src/event-store/start-event-store.js';
import { openIntake } from '#libs/intakes/src/actions/open-intake.js';
import { intakes } from '#libs/intakes/src/intake-state.js';
import { opened as listOpened } from '#libs/intakes/src/testing/sayings.js';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
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

  const isAssigned = ({ access }: CaseState) => access.assignment !== null;
  const resting = (id: string, stream: string, revision: number) => ({
    ...onCase(id, addNote, note({ basis: [{ kind: 'event', stream, revision }] }).data, 'latest' as const),
    mayCite: isAssigned,
  });

  it('of another case is an entry only of one that may be cited: else it is as if it were not there, however long the case is', async () => {
    const [own, other] = [randomUUID(), randomUUID()];
    const handling = desk.instance();
    await handling.execute(opening(own));
    await handling.execute(opening(other));
    const nothing = { kind: 'names-nothing', pointer: '/basis/0' };
    for (const revision of [0, 1]) {
      expect(await handling.execute(resting(own, `case-${other}`, revision))).toEqual(nothing);
      expect(await desk.instance().execute(resting(own, `case-${other}`, revision))).toEqual(nothing);
      await handling.execute(capturing(other, 'latest'));
    }
    expect(await handling.execute(resting(own, `case-${own}`, 0))).toMatchObject({ kind: 'done' });
    await handling.execute(onCase(other, assignCase, assigned().data, 'latest'));
    const { basis } = resting(own, `case-${other}`, 1).ask;
    const later = { ...resting(own, '', 0), ask: note({ basis, occurredAt: edtf('2025-05') }).data };
    expect(await handling.execute(later)).toMatchObject({ kind: 'done', revision: 2 });
    const beyond = await handling.execute(resting(own, `case-${other}`, 3));
    expect(beyond).toEqual(nothing);
  });

  it('of an intake is never a ground: how a list was taken in says nothing of a person', async () => {
    const [own, intake] = [randomUUID(), randomUUID()];
    const handling = desk.instance();
    await handling.execute(opening(own));
    const intakeOpened = { kind: intakes, id: intake, rule: openIntake, ask: listOpened().data };
    const { origin } = opening(own);
    expect(await handling.execute({ ...intakeOpened, expected: 'new', origin })).toMatchObject({
      kind: 'done',
    });
    expect(await handling.execute(resting(own, `intake-${intake}`, 0))).toEqual({
      kind: 'names-nothing',
      pointer: '/basis/0',
    });
  });
});
