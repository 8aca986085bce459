import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { placeEmbargo } from '#libs/agreements/src/actions/place-embargo.js';
import { completeExchange } from '#libs/agreements/src/actions/complete-exchange.js';
import { confirmHandover } from '#libs/agreements/src/actions/confirm-handover.js';
import { planExchange } from '#libs/agreements/src/actions/plan-exchange.js';
import { exchanges } from '#libs/agreements/src/exchange-state.js';
import { completed, confirmed, embargo, person, planned } from '#libs/agreements/src/testing/sayings.js';
import { addNote } from '#libs/cases/src/actions/add-note.js';
import { closeCase } from '#libs/cases/src/actions/close-case.js';
import { confirmCaptivity } from '#libs/cases/src/actions/confirm-captivity.js';
import { correctStatement } from '#libs/cases/src/actions/correct-statement.js';
import { openCase } from '#libs/cases/src/actions/open-case.js';
import { recordCapture } from '#libs/cases/src/actions/record-capture.js';
import { recordReturn } from '#libs/cases/src/actions/record-return.js';
import { recordTransfer } from '#libs/cases/src/actions/record-transfer.js';
import { reopenCase } from '#libs/cases/src/actions/reopen-case.js';
import { withdrawStatement } from '#libs/cases/src/actions/withdraw-statement.js';
import type { CaseEvent } from '#libs/cases/src/case-events.js';
import { cases, type CaseState } from '#libs/cases/src/state.js';
import {
  capture,
  closing,
  confirmation,
  correction,
  homecoming,
  note,
  opened,
  reopening,
  transfer,
  withdrawal,
} from '#libs/cases/src/testing/sayings.js';
import { startEventStore, type RunningEventStore } from '#libs/embedded/src/event-store/start-event-store.js';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { caseId, exchangeId, staffId, type ExchangeId } from '#libs/kernel/src/ids.js';
import type { CommandHandling } from './command-handling.js';
import type { Command, Expected } from './command.js';
import { openDesk, type Desk } from './testing/desk.js';

const INSIDER = '5aff0000-0000-4000-8000-0000000000a1';
const OUTSIDER = '5aff0000-0000-4000-8000-0000000000b2';

let server: RunningEventStore;
let desk: Desk;
let handling: CommandHandling;
let exchange: ExchangeId;
let id: string;

type Rule<State, Event, Ask, Refusal extends string> = Command<State, Event, Ask, Refusal>['rule'];

const origin = (actor: string, commandId: string = randomUUID()) => ({
  commandId,
  actor: { id: actor, role: 'caseworker' },
  correlationId: randomUUID(),
  causationId: commandId,
});
const says = <Event extends CaseEvent, Ask, Refusal extends string>(
  actor: string,
  rule: Rule<CaseState, Event, Ask, Refusal>,
  ask: Ask,
  expected: Expected = 'latest',
  commandId?: string,
) => handling.execute({ kind: cases, id, rule, ask, expected, origin: origin(actor, commandId) });
const inTheExchange = () => homecoming({ exchange }).data;
const entry = (revision: number, of = id) => [{ kind: 'event', stream: `case-${of}`, revision }] as const;
const log = async (of = id) => desk.log(of);

async function planAnother(): Promise<ExchangeId> {
  const another = exchangeId(randomUUID());
  const plan = { kind: exchanges, id: another, rule: planExchange, ask: planned({ agreements: [] }).data };
  await handling.execute({ ...plan, expected: 'new', origin: origin(INSIDER) });
  return another;
}
async function placeEmbargoOn(on: ExchangeId): Promise<void> {
  const ask = embargo({ needToKnow: [staffId(INSIDER)] }).data;
  const place = { kind: exchanges, id: on, rule: placeEmbargo, ask };
  await handling.execute({ ...place, expected: 'latest', origin: origin(INSIDER) });
}
async function openCaptive(): Promise<void> {
  id = randomUUID();
  await says(OUTSIDER, openCase, opened().data, 'new');
  await says(OUTSIDER, recordCapture, capture().data);
}

beforeAll(async () => {
  server = await startEventStore({ dataDir: undefined, port: 0 });
  desk = await openDesk(server.connectionString);
});
afterAll(async () => {
  await desk.close();
  await server.stop();
});
beforeEach(async () => {
  handling = desk.instance();
  exchange = await planAnother();
  await placeEmbargoOn(exchange);
  await openCaptive();
  await says(INSIDER, recordReturn, inTheExchange());
});

describe('to whoever may not know of an embargoed exchange', () => {
  it('a case answers as if what reveals it had never been recorded: its revision, its rules, what is stale and what is nothing new', async () => {
    const unseen = confirmation({ occurredAt: edtf('2025-06-20') }).data;
    expect(await says(INSIDER, confirmCaptivity, unseen, 2)).toMatchObject({ kind: 'refused' });
    expect(await says(OUTSIDER, confirmCaptivity, unseen, 1)).toMatchObject({ kind: 'done', revision: 2 });
    expect(await says(OUTSIDER, confirmCaptivity, unseen, 2)).toMatchObject({
      kind: 'nothing-new',
      revision: 2,
    });
    expect(await says(OUTSIDER, recordTransfer, transfer().data, 1)).toEqual({
      kind: 'stale',
      revision: 2,
      since: [{ revision: 2, type: 'CaptivityConfirmed' }],
    });
    expect(await says(INSIDER, recordTransfer, transfer().data, 1)).toMatchObject({
      kind: 'stale',
      revision: 3,
      since: [{ revision: 2, type: 'Returned' }, { revision: 3 }],
    });
    expect((await log()).map(({ event }) => event.type)).toEqual([
      'CaseOpened',
      'Captured',
      'Returned',
      'CaptivityConfirmed',
    ]);
  });

  it('a command that comes again is answered by the same revision, from any instance', async () => {
    const commandId = randomUUID();
    const first = await says(OUTSIDER, addNote, note().data, 1, commandId);
    expect(first).toMatchObject({ kind: 'done', revision: 2 });
    await says(INSIDER, addNote, note({ occurredAt: edtf('2025-05') }).data);
    handling = desk.instance();
    expect(await says(OUTSIDER, addNote, note().data, 1, commandId)).toEqual({ ...first, again: true });
  });

  it('naming the exchange, or an entry of it, is refused before anything else', async () => {
    const none = { kind: 'not-permitted', word: 'need-to-know' };
    const resting = [{ kind: 'event', stream: `exchange-${exchange}`, revision: 0 }] as const;
    for (const expected of [1, 77, 'latest'] as const) {
      expect(await says(OUTSIDER, recordReturn, inTheExchange(), expected)).toEqual(none);
      expect(await says(OUTSIDER, addNote, note({ basis: resting }).data, expected)).toEqual(none);
    }
    const towards = correction(1, homecoming({ exchange })).data;
    expect(await says(OUTSIDER, correctStatement, towards)).toEqual(none);
    const before = id;
    await openCaptive();
    expect(await says(OUTSIDER, recordReturn, inTheExchange())).toEqual(none);
    id = before;
  });

  it('entries are named as they are counted, and stored as they are', async () => {
    await says(OUTSIDER, confirmCaptivity, confirmation().data, 1);
    await says(OUTSIDER, addNote, note({ basis: entry(2) }).data, 2);
    await says(
      OUTSIDER,
      correctStatement,
      correction(2, confirmation({ occurredAt: edtf('2022-07') })).data,
      3,
    );
    await says(OUTSIDER, withdrawStatement, withdrawal(3, { basis: entry(1) }).data, 4);
    expect((await log()).slice(4).map(({ event }) => event.data)).toMatchObject([
      { basis: entry(3) },
      { revision: 3 },
      { revision: 4, basis: entry(1) },
    ]);
    expect(await says(OUTSIDER, withdrawStatement, withdrawal(6).data)).toMatchObject({
      kind: 'refused',
      refusal: 'no-such-statement',
    });
    expect(await says(OUTSIDER, addNote, note({ basis: entry(6) }).data)).toEqual({
      kind: 'names-nothing',
      pointer: '/basis/0',
    });
  });

  it('entries of another case are named as they are counted, and those that are hidden not at all', async () => {
    await says(OUTSIDER, confirmCaptivity, confirmation().data, 1);
    const other = id;
    await openCaptive();
    expect(await says(OUTSIDER, addNote, note({ basis: entry(2, other) }).data)).toMatchObject({
      kind: 'done',
    });
    expect((await log()).at(-1)?.event.data).toMatchObject({ basis: entry(3, other) });
    expect(await says(OUTSIDER, addNote, note({ basis: entry(3, other) }).data)).toMatchObject({
      kind: 'names-nothing',
    });
    expect(await says(INSIDER, addNote, note({ basis: entry(2, other) }).data)).toEqual({
      kind: 'names-embargoed',
      pointer: '/basis/0',
    });
  });

  it('another exchange that rested on one before its embargo is still counted whole, as it is shown', async () => {
    const open = await planAnother();
    const second = exchangeId(randomUUID());
    const basis = [{ kind: 'event', stream: `exchange-${open}`, revision: 0 }] as const;
    const plan = {
      kind: exchanges,
      id: second,
      rule: planExchange,
      ask: planned({ agreements: [], basis }).data,
    };
    await handling.execute({ ...plan, expected: 'new', origin: origin(OUTSIDER) });
    await placeEmbargoOn(open);
    const ask = embargo({ needToKnow: [staffId(OUTSIDER)] }).data;
    const place = {
      kind: exchanges,
      id: second,
      rule: placeEmbargo,
      ask,
      expected: 0,
      origin: origin(OUTSIDER),
    };
    expect(await handling.execute(place)).toMatchObject({ kind: 'done', revision: 1 });
  });

  it('a stream of which nothing may be seen is not there, and may be begun', async () => {
    id = randomUUID();
    const declined = {
      type: 'ReactionDeclined',
      data: {
        reaction: 'handover-returns-people',
        refusal: 'no-such-case',
        basis: [{ kind: 'event', stream: `exchange-${exchange}`, revision: 0 }],
      },
    } as const;
    await says(INSIDER, () => ({ kind: 'accepted', events: [declined] }), null, 'new');
    expect(await says(OUTSIDER, addNote, note().data, 0)).toEqual({ kind: 'no-such-stream' });
    expect(await says(OUTSIDER, openCase, opened().data, 'new')).toMatchObject({ kind: 'done', revision: 0 });
    expect(await log()).toHaveLength(2);
  });

  it('a case of which nothing may be seen is on no manifest, as one that was never opened', async () => {
    const open = await planAnother();
    const resting = [{ kind: 'event', stream: `exchange-${exchange}`, revision: 0 }] as const;
    const confirms = (actor: string) =>
      handling.execute({
        kind: exchanges,
        id: open,
        rule: confirmHandover,
        ask: confirmed({ manifest: [person(1, { case: caseId(id), agreement: null })] }).data,
        expected: 'latest' as const,
        origin: origin(actor),
      });
    id = randomUUID();
    const nothing = { kind: 'names-nothing', pointer: '/manifest/0/case' };
    expect(await confirms(OUTSIDER)).toEqual(nothing);
    await says(INSIDER, openCase, opened({ basis: resting }).data, 'new');
    expect(await log()).toHaveLength(1);
    expect(await confirms(OUTSIDER)).toEqual(nothing);
    expect(await confirms(INSIDER)).toMatchObject({ kind: 'done' });
  });

  it('everything is there once the exchange is complete, and revisions noted before are stale', async () => {
    const handing = confirmed({ manifest: [person(1, { case: caseId(id), agreement: null })] }).data;
    for (const [rule, ask] of [
      [confirmHandover, handing],
      [completeExchange, completed().data],
    ] as const)
      await handling.execute({
        kind: exchanges,
        id: exchange,
        rule: rule as typeof confirmHandover,
        ask: ask as typeof handing,
        expected: 'latest',
        origin: origin(INSIDER),
      });
    expect(await says(OUTSIDER, addNote, note().data, 1)).toMatchObject({
      kind: 'stale',
      since: [{ revision: 2, type: 'Returned' }],
    });
    expect(await says(OUTSIDER, addNote, note().data, 2)).toMatchObject({ kind: 'done', revision: 3 });
  });
});

describe('what would not have been recorded without what is hidden', () => {
  const revealed = async () => (await log()).at(-1)?.metadata.reveals ?? [];

  it('tells of the exchange; what would have been all the same does not', async () => {
    await says(INSIDER, addNote, note().data);
    expect(await revealed()).toEqual([]);
    await says(INSIDER, closeCase, closing({ reason: 'search-ended' }).data);
    expect(await revealed()).toEqual([exchange]);
    expect(await says(OUTSIDER, reopenCase, reopening().data)).toMatchObject({ refusal: 'case-not-closed' });
    await says(INSIDER, reopenCase, reopening().data);
    expect(await revealed()).toEqual([exchange]);
    await says(INSIDER, closeCase, closing({ reason: 'duplicate', occurredAt: edtf('2025-06-27') }).data);
    expect(await revealed()).toEqual([]);
    expect(
      await says(OUTSIDER, reopenCase, reopening({ occurredAt: edtf('2025-06-28') }).data, 3),
    ).toMatchObject({
      kind: 'done',
      revision: 4,
    });
    expect(await revealed()).toEqual([]);
  });

  it('tells of a second captivity only to those who know of the return', async () => {
    await says(INSIDER, recordCapture, capture({ occurredAt: edtf('2025-06-25') }).data);
    expect(await revealed()).toEqual([exchange]);
    expect(await says(OUTSIDER, addNote, note().data, 1)).toMatchObject({ kind: 'done' });
  });

  it('is told of both exchanges where either would have been enough, and never of what its author could not see', async () => {
    const second = await planAnother();
    await says(OUTSIDER, recordReturn, homecoming({ exchange: second, occurredAt: edtf('2025-06-20') }).data);
    expect(await revealed()).toEqual([]);
    await says(OUTSIDER, closeCase, closing({ reason: 'search-ended' }).data);
    expect(await revealed()).toEqual([second]);
    await says(OUTSIDER, reopenCase, reopening().data);
    await says(INSIDER, closeCase, closing({ reason: 'search-ended', occurredAt: edtf('2025-06-29') }).data);
    expect(new Set(await revealed())).toEqual(new Set([exchange, second]));
  });

  it('is decided by a reaction on what all see who see the exchange that it is about', async () => {
    const second = await planAnother();
    const ask = homecoming({ exchange: second, occurredAt: edtf('2025-06-20') }).data;
    const reacting = { kind: cases, id, rule: recordReturn, ask, expected: 'new', knows: [second] } as const;
    const outcome = await handling.execute({ ...reacting, origin: origin('handover-returns-people') });
    expect(outcome).toMatchObject({ kind: 'done', types: ['Returned'], revision: 2 });
  });
});
