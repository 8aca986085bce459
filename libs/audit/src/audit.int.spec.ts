import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { completed, confirmed, embargo, planned, reached } from '#libs/agreements/src/testing/sayings.js';
import { capture, homecoming, note, opened, withdrawal } from '#libs/cases/src/testing/sayings.js';
import * as intakes from '#libs/intakes/src/testing/sayings.js';
import { civilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import type { When } from '#libs/kernel/src/two-times/when.js';
import { counted, received } from '#libs/remains/src/testing/sayings.js';
import { asOf } from './as-of.js';
import { differ } from './differ.js';
import { replay } from './replay.js';
import { subject } from './subjects/subject.js';
import { startLog } from './testing/log.js';

const id = (digit: string): string => `00000000-0000-4000-8000-00000000000${digit}`;
const person = subject(id('a'));
const exchange = subject(`exchange-${id('e')}`);
const agreement = subject(`agreement-${id('f')}`);
const reception = subject(`reception-${id('d')}`);
const intake = subject(`intake-${id('9')}`);

let log: Awaited<ReturnType<typeof startLog>>;
/** When each event of the person was recorded, by its revision. */
const recorded: Date[] = [];
const when = (knownAt: Date | null, day: string | null = null): When => ({
  knownAt,
  validAt: day === null ? null : civilDay(day),
});

beforeAll(async () => {
  log = await startLog();
  const tell = async (...events: Parameters<typeof log.append>[2][]) => {
    for (const event of events)
      recorded.push(
        await log.append(person.stream, recorded.length === 0 ? null : recorded.length - 1, event),
      );
  };
  await tell(opened({ occurredAt: edtf('2022-06') }));
  await log.append(`case-${id('b')}`, null, opened(), note());
  await tell(capture({ occurredAt: edtf('2022-05') }), homecoming({ occurredAt: edtf('2025-06-14') }));
  await log.append(exchange.stream, null, planned(), embargo(), confirmed());
  await log.append(agreement.stream, null, reached());
  await log.append(reception.stream, null, received(), counted());
  await log.append(intake.stream, null, intakes.opened());
  await tell(withdrawal(2, { occurredAt: edtf('2025-06-15'), reason: 'mistaken-identity' }), note());
});

afterAll(() => log.close());

const factOf = async (about: typeof person, view: When, question: string) =>
  (await asOf(log.parts, about, view))?.facts.find((each) => each.question === question)?.fact;

describe('the auditor reads the log itself', () => {
  it('replays one stream in order, at what the stream costs', async () => {
    Object.assign(log.read, { ofLog: 0, ofStreams: 0 });
    const types = (await replay(log.parts, person.stream, null)).map(({ event }) => event.type);
    expect(types).toEqual(['CaseOpened', 'Captured', 'Returned', 'StatementWithdrawn', 'NoteAdded']);
    expect(log.read).toEqual({ ofLog: 0, ofStreams: 5 });
  });

  it('leaves out what was recorded later', async () => {
    const known = await replay(log.parts, person.stream, recorded[2] ?? null);
    expect(known.map(({ revision }) => revision)).toEqual([0, 1, 2]);
    expect(await replay(log.parts, person.stream, new Date(0))).toEqual([]);
  });

  it('tells the file as it stands: a withdrawn return never was', async () => {
    expect(await factOf(person, when(null), 'captivity')).toMatchObject({
      value: { phase: 'alleged' },
      because: 1,
    });
  });

  it('tells what was known before the withdrawal was recorded', async () => {
    const [, captured = null, returned = null] = recorded;
    expect(await factOf(person, when(returned), 'captivity')).toMatchObject({ value: { phase: 'released' } });
    expect(await factOf(person, when(captured), 'captivity')).toMatchObject({ value: { phase: 'alleged' } });
  });

  it('tells what was so on a day, with the uncertainty of the dates', async () => {
    const on = (day: string) => factOf(person, when(null, day), 'captivity');
    expect(await on('2022-05-10')).toMatchObject({ kind: 'possible' });
    expect(await on('2022-05-31')).toMatchObject({
      kind: 'certain',
      value: { phase: 'alleged' },
      because: [1],
    });
    expect(await on('2022-04-30')).toEqual({ kind: 'unknown' });
  });

  it('tells of what no axis speaks of event by event, so that nothing is left out', async () => {
    const found = await asOf(log.parts, person, when(null));
    const questions = found?.facts.map(({ question }) => question);
    expect(questions).toEqual(expect.arrayContaining(['CaseOpened, entry 0', 'NoteAdded, entry 4']));
  });

  it('knows no case that was never opened, and none before it was', async () => {
    expect(await asOf(log.parts, subject(id('c')), when(null))).toBeNull();
    expect(await asOf(log.parts, person, when(new Date(0)))).toBeNull();
  });

  it('answers for an exchange, its embargo and its figures, and names all whom it names', async () => {
    const { needToKnow } = embargo().data;
    expect(await factOf(exchange, when(null), 'embargo')).toEqual({ value: 'in-force', because: 1 });
    expect(await factOf(exchange, when(null), 'needToKnow')).toEqual({ value: needToKnow, because: 1 });
    expect(await factOf(exchange, when(null), 'handedOver')).toMatchObject({
      value: { total: 2 },
      because: 2,
    });
    expect(await factOf(exchange, when(null, '2000-01-01'), 'embargo')).toEqual({ kind: 'unknown' });
    const { data } = confirmed();
    expect(await factOf(exchange, when(null), 'HandoverConfirmed, entry 2')).toEqual({
      value: data,
      because: 2,
    });
    await log.append(exchange.stream, 2, completed());
    expect(await factOf(exchange, when(null), 'embargo')).toMatchObject({ value: 'lifted' });
    expect(await factOf(exchange, when(null), 'needToKnow')).toMatchObject({ value: 'lifted' });
  });

  it('answers for an agreement and a reception, and for any other kind of stream event by event', async () => {
    expect(await factOf(agreement, when(null, '2025-06-02'), 'terms')).toMatchObject({ kind: 'certain' });
    expect(await factOf(reception, when(null), 'counts by other-side')).toMatchObject({
      value: [{ count: 1248 }],
      because: 1,
    });
    expect(await factOf(intake, when(null), 'IntakeOpened, entry 0')).toMatchObject({ because: 0 });
  });

  it('names no subject that is no stream', () => {
    expect(() => subject('case')).toThrow(/Write the id of a case/);
    expect(() => subject('exchange-1')).toThrow(RangeError);
  });
});

describe('the difference between two views', () => {
  it('names the withdrawal that made a return never have been, and all that was recorded meanwhile', async () => {
    const found = await differ(log.parts, person, when(recorded[2] ?? null), when(null));
    expect(found?.between.map(({ revision }) => revision)).toEqual([3, 4]);
    expect(found?.changed.find(({ question }) => question === 'captivity')).toMatchObject({
      from: { value: { phase: 'released' } },
      to: { value: { phase: 'alleged' } },
      causes: [{ revision: 3, how: 'withdrawn' }],
    });
  });

  it('names the return whose day has passed', async () => {
    const known = recorded[2] ?? null;
    const found = await differ(log.parts, person, when(known, '2025-06-13'), when(known, '2025-06-14'));
    expect(found?.between).toEqual([]);
    const captivity = found?.changed.find(({ question }) => question === 'captivity');
    expect(captivity?.causes).toEqual([{ revision: 2, how: 'day' }]);
  });

  it('knows of nothing where neither view does, and begins from nothing where one does not', async () => {
    expect(await differ(log.parts, subject(id('c')), when(null), when(null))).toBeNull();
    const found = await differ(log.parts, person, when(new Date(0)), when(recorded[0] ?? null));
    expect(found?.changed.length).toBeGreaterThan(0);
    for (const { from, causes } of found?.changed ?? []) {
      expect(from).toBeNull();
      expect(causes).toEqual([{ revision: 0, how: 'recorded' }]);
    }
  });

  it('does not compare a day with what stands', async () => {
    await expect(differ(log.parts, person, when(null), when(null, '2025-06-14'))).rejects.toThrow(RangeError);
  });
});
