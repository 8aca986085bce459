import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { correctStatement } from '#libs/cases/src/actions/correct-statement.js';
import { openCase } from '#libs/cases/src/actions/open-case.js';
import { recordCapture } from '#libs/cases/src/actions/record-capture.js';
import { recordReturn } from '#libs/cases/src/actions/record-return.js';
import { withdrawStatement } from '#libs/cases/src/actions/withdraw-statement.js';
import { cases } from '#libs/cases/src/state.js';
import { capture, correction, homecoming, opened, withdrawal } from '#libs/cases/src/testing/sayings.js';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { NAME, openHall, underOf, type Hall } from './testing/exchange-hall.js';

let hall: Hall;
beforeEach(async () => {
  hall = await openHall();
  await hall.prepare();
});
afterEach(() => hall.close());

async function captives(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  for (const id of ids) {
    await hall.do(cases, id, openCase, opened().data, 'new');
    await hall.do(cases, id, recordCapture, capture().data);
  }
  return ids;
}

const onCase = async (id: string) => (await hall.log()).filter(({ stream }) => stream === `case-${id}`);
const typesOn = async (id: string) => (await onCase(id)).map(({ event }) => event.type);

describe('a confirmed handover', () => {
  it('returns each person on its manifest once, under their own agreement and category, because of it', async () => {
    const people = await captives(4);
    const exchange = await hall.handOver(...people);
    await hall.react();
    const cause = (await hall.log()).find(({ event }) => event.type === 'HandoverConfirmed');
    for (const [n, id] of people.entries()) {
      const recorded = (await onCase(id)).slice(2);
      const basis = [{ kind: 'event', stream: `exchange-${exchange}`, revision: 1 }];
      expect(recorded).toHaveLength(1);
      expect(recorded[0]).toMatchObject({
        event: {
          type: 'Returned',
          data: { occurredAt: '2025-06-14', exchange, ...underOf(n), place: null, basis },
        },
        metadata: {
          actor: { id: NAME, role: 'reaction' },
          $causationId: cause?.id,
          $correlationId: cause?.metadata.$correlationId,
        },
      });
    }
    expect(hall.failures).toEqual([]);
  });

  it('leaves a word where a person was back already, or has no case; of whom nothing was known returns', async () => {
    const [back = '', held = ''] = await captives(2);
    await hall.do(cases, back, recordReturn, homecoming({ occurredAt: edtf('2025-05') }).data);
    const never = randomUUID();
    await hall.do(cases, never, openCase, opened().data, 'new');
    const nobody = randomUUID();
    const exchange = await hall.handOver(back, never, nobody, held);
    await hall.react();
    for (const [id, refusal] of [
      [back, 'already-returned'],
      [nobody, 'no-such-case'],
    ] as const) {
      const basis = [{ kind: 'event', stream: `exchange-${exchange}`, revision: 1 }];
      expect((await onCase(id)).at(-1)?.event).toEqual({
        type: 'ReactionDeclined',
        data: { reaction: NAME, refusal, basis },
      });
    }
    expect(await typesOn(nobody)).toEqual(['ReactionDeclined']);
    // One cause, however many were declined: how many people stood on a manifest may be under an embargo.
    expect(hall.status[NAME]?.declinedCauses).toBe(1);
    expect(await typesOn(never)).toEqual(['CaseOpened', 'Returned']);
    expect(await typesOn(held)).toEqual(['CaseOpened', 'Captured', 'Returned']);
  });

  it('passes over a person who was erased, and returns the others', async () => {
    const [erased = '', held = ''] = await captives(2);
    await hall.handOver(erased, held);
    await hall.keys.erase(`case-${erased}`);
    await hall.react();
    expect(await typesOn(erased)).toEqual(['CaseOpened', 'Captured']);
    expect(await typesOn(held)).toEqual(['CaseOpened', 'Captured', 'Returned']);
  });

  it('yields no event more when two runners deal with it at once', async () => {
    const people = await captives(12);
    await hall.handOver(...people.slice(0, 6));
    await hall.handOver(...people.slice(6));
    await hall.react(2);
    for (const id of people) expect(await typesOn(id)).toEqual(['CaseOpened', 'Captured', 'Returned']);
  });
});

describe('a history whose reaction positions are all deleted', () => {
  it('gets not one new event, whatever became of the returns since', async () => {
    const [stays = '', withdrawn = '', corrected = '', again = '', declined = ''] = await captives(5);
    await hall.do(cases, declined, recordReturn, homecoming().data);
    await hall.handOver(stays, withdrawn, corrected, again, declined, randomUUID());
    await hall.react();
    await hall.do(cases, withdrawn, withdrawStatement, withdrawal(2).data);
    const to = homecoming({ occurredAt: edtf('2025-06-13'), exchange: null });
    await hall.do(cases, corrected, correctStatement, correction(2, to).data);
    await hall.do(cases, again, recordCapture, capture({ occurredAt: edtf('2025-06-25') }).data);
    await hall.do(cases, declined, withdrawStatement, withdrawal(2).data);
    const before = await hall.log();

    for (const runners of [1, 2]) {
      await hall.forgetPositions();
      await hall.react(runners);
      expect(await hall.log()).toEqual(before);
    }
    expect(hall.failures).toEqual([]);
  });

  it('is gone through from the beginning too when the position was saved in another log', async () => {
    const [first = '', second = ''] = await captives(2);
    await hall.handOver(first);
    await hall.react();
    await hall.handOver(second);
    const last = (await hall.log()).at(-1);
    await hall.positions.save(NAME, { position: last?.position ?? 0n, eventId: randomUUID() });
    await hall.react(1, async () => {
      while ((await typesOn(second)).length < 3);
    });
    expect(await typesOn(first)).toEqual(['CaseOpened', 'Captured', 'Returned']);
    expect(await typesOn(second)).toEqual(['CaseOpened', 'Captured', 'Returned']);
  });
});

describe('a process that dies while it reacts', () => {
  it.each(['api:before-append:3', 'api:after-append:3', 'reactions:before-position'])(
    'at %s is followed by one that completes what it left, and doubles nothing',
    async (point) => {
      const people = await captives(5);
      await hall.handOver(...people);
      expect(await diesAt(point)).toBe('SIGKILL');
      const returned = (await hall.log()).filter(({ event }) => event.type === 'Returned').length;
      expect(returned).toBe({ 'api:before-append:3': 2, 'api:after-append:3': 3 }[point] ?? 5);
      expect(await hall.positions.read(NAME)).toBeNull();
      await hall.react();
      for (const id of people) expect(await typesOn(id)).toEqual(['CaseOpened', 'Captured', 'Returned']);
    },
  );
});

async function diesAt(point: string): Promise<NodeJS.Signals | null> {
  const script = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  const child = spawn(
    process.execPath,
    [
      '--conditions=source',
      '--import',
      script('../../../test/event-store/register-typescript.js'),
      script('./testing/reactions-process.main.ts'),
      ...hall.processArguments,
    ],
    {
      stdio: ['pipe', 'ignore', 'inherit'],
      env: { ...process.env, HOMEWARD_FAULTS: '1', HOMEWARD_CRASH_AT: point },
    },
  );
  const [, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  return signal;
}
