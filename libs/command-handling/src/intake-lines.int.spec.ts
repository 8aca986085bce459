import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { recordEscape } from '#libs/cases/src/actions/record-escape.js';
import { startEventStore } from '#libs/embedded/src/event-store/start-event-store.js';
import { intakeCommandId } from './derived-ids.js';
import { capturing, openDesk, opening, type Desk } from './testing/desk.js';

describe('a command that a line of an intake asks for', () => {
  let store: Awaited<ReturnType<typeof startEventStore>>;
  let desk: Desk;
  beforeAll(async () => {
    store = await startEventStore({ dataDir: undefined, port: 0 });
    desk = await openDesk(store.connectionString);
  });
  afterAll(async () => {
    await desk?.close();
    await store?.stop();
  });

  const asLine = <C extends ReturnType<typeof capturing>>(command: C, intake: string, post: string): C => {
    const commandId = intakeCommandId(intake, 'l1');
    return { ...command, origin: { ...command.origin, commandId, line: { intake, ref: 'l1', post } } };
  };

  it('leaves the line beside what it records', async () => {
    const [id, intake] = [randomUUID(), randomUUID()];
    await desk.instance().execute(opening(id));
    await desk.instance().execute(asLine(capturing(id, 'latest'), intake, `/cases/${id}/capture`));
    const [opened, captured] = await desk.log(id);
    expect(opened?.metadata).not.toHaveProperty('line');
    expect(captured?.metadata.line).toEqual({ intake, ref: 'l1' });
  });

  it('is another ask when the same words are posted elsewhere', async () => {
    const [id, intake] = [randomUUID(), randomUUID()];
    const handling = desk.instance();
    await handling.execute(opening(id));
    const captures = asLine(capturing(id, 'latest'), intake, `/cases/${id}/capture`);
    expect(await handling.execute(captures)).toMatchObject({ kind: 'done', types: ['Captured'] });
    expect(await desk.instance().execute(captures)).toMatchObject({ kind: 'done', again: true });
    const escapes = { ...asLine(capturing(id, 'latest'), intake, `/cases/${id}/escape`), rule: recordEscape };
    for (const instance of [handling, desk.instance()])
      expect(await instance.execute(escapes as never)).toEqual({ kind: 'reused' });
  });
});
