import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openCase } from '#libs/cases/src/actions/open-case.js';
import { recordCapture } from '#libs/cases/src/actions/record-capture.js';
import { recordReturn } from '#libs/cases/src/actions/record-return.js';
import { withdrawStatement } from '#libs/cases/src/actions/withdraw-statement.js';
import type { CaseEvent } from '#libs/cases/src/case-events.js';
import { cases, type CaseState } from '#libs/cases/src/state.js';
import { CommandHandling } from '#libs/command-handling/src/command-handling.js';
import { startEventStore } from '#libs/embedded/src/event-store/start-event-store.js';
import { connectEventStore } from '#libs/event-store/src/eventstoredb.js';
import type { Decision } from '#libs/kernel/src/decision.js';
import { civilDay, type CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { caseId } from '#libs/kernel/src/ids.js';
import { known } from '#libs/kernel/src/personal.js';
import { homewardCodec } from '#libs/stored-events/src/homeward-events.js';
import { temporaryKeys } from '#libs/stored-events/src/testing/temporary-keys.js';
import { caseAsOf } from './case-as-of.js';
import { replay } from './replay.js';

const person = caseId('00000000-0000-4000-8000-00000000000a');
const other = caseId('00000000-0000-4000-8000-00000000000b');
const basis = [{ kind: 'source', speaker: 'icrc' }] as const;

let open: Awaited<ReturnType<typeof begin>>;

async function begin() {
  const server = await startEventStore({ dataDir: undefined, port: 0 });
  const store = connectEventStore(server.connectionString);
  const temporary = await temporaryKeys();
  const codec = homewardCodec(temporary.keys);
  const commands = new CommandHandling({
    store,
    codec,
    keys: temporary.keys,
    clock: () => new Date(),
    cacheBytes: 1_000_000,
    resolveWithinMs: 5_000,
  });
  let commandCount = 0;
  const say = async <Ask, Refusal extends string>(
    id: string,
    rule: (state: CaseState, ask: Ask, today: CivilDay) => Decision<CaseEvent, Refusal>,
    ask: Ask,
  ) => {
    const commandId = `command-${++commandCount}`;
    const origin = {
      commandId,
      actor: { id: 'x', role: 'caseworker' },
      correlationId: 'x',
      causationId: 'x',
    };
    const outcome = await commands.execute({ kind: cases, id, rule, ask, expected: 'new', origin });
    if (outcome.kind !== 'done') throw new Error(`${rule.name}: ${outcome.kind}`);
    // The next event is recorded in a later millisecond, so that an instant lies between them.
    for (const now = Date.now(); Date.now() <= now;) await setImmediate();
  };
  await say(person, openCase, {
    occurredAt: edtf('2022-06'),
    openedFor: 'prisoner-of-war',
    assignment: null,
    basis,
  });
  await say(other, openCase, { occurredAt: edtf('2022-06'), openedFor: 'missing', assignment: null, basis });
  await say(person, recordCapture, { occurredAt: edtf('2022-05'), place: known('Mariupol'), basis });
  const home = { exchange: null, agreement: null, category: null, place: null, basis };
  await say(person, recordReturn, { ...home, occurredAt: edtf('2025-06-14') });
  await say(person, withdrawStatement, {
    revision: 2,
    occurredAt: edtf('2025-06-15'),
    reason: 'mistaken-identity',
    note: null,
    basis,
  });
  return { server, store, temporary, parts: { store, codec, progress: () => undefined } };
}

beforeAll(async () => {
  open = await begin();
});

afterAll(async () => {
  await open.store.close();
  await open.server.stop();
  await open.temporary.remove();
});

async function recordedAt(revision: number): Promise<Date> {
  for await (const event of replay(open.parts, `case-${person}`, null)) {
    if (event.revision === revision) return event.recordedAt;
  }
  throw new Error('no such event');
}

describe('the auditor reads the log itself', () => {
  it('replays one stream in order and passes over the others', async () => {
    const types: string[] = [];
    for await (const { event } of replay(open.parts, `case-${person}`, null)) types.push(event.type);
    expect(types).toEqual(['CaseOpened', 'Captured', 'Returned', 'StatementWithdrawn']);
  });

  it('tells the file as it stands: a withdrawn return never was', async () => {
    const found = await caseAsOf(open.parts, person, { validAt: null, knownAt: null });
    expect(found?.file.captivity).toMatchObject({ value: { phase: 'alleged', episode: 1 }, because: 1 });
  });

  it('tells what was known before the withdrawal was recorded', async () => {
    const returned = await caseAsOf(open.parts, person, { validAt: null, knownAt: await recordedAt(2) });
    expect(returned?.file.captivity).toMatchObject({ value: { phase: 'released' }, because: 2 });
    const captive = await caseAsOf(open.parts, person, { validAt: null, knownAt: await recordedAt(1) });
    expect(captive?.file.captivity).toMatchObject({ value: { phase: 'alleged' }, because: 1 });
  });

  it('tells what was so on a day, with the uncertainty of the dates', async () => {
    const within = await caseAsOf(open.parts, person, { validAt: civilDay('2022-05-10'), knownAt: null });
    expect(within?.file.captivity).toMatchObject({ kind: 'possible' });
    const after = await caseAsOf(open.parts, person, { validAt: civilDay('2022-05-31'), knownAt: null });
    expect(after?.file.captivity).toMatchObject({
      kind: 'certain',
      value: { phase: 'alleged' },
      because: [1],
    });
    const before = await caseAsOf(open.parts, person, { validAt: civilDay('2022-04-30'), knownAt: null });
    expect(before?.file.captivity).toEqual({ kind: 'unknown' });
  });

  it('knows no case that was never opened, and none before it was', async () => {
    const never = caseId('00000000-0000-4000-8000-00000000000c');
    expect(await caseAsOf(open.parts, never, { validAt: null, knownAt: null })).toBeNull();
    expect(await caseAsOf(open.parts, person, { validAt: null, knownAt: new Date(0) })).toBeNull();
  });
});
