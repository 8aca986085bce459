import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { CAPTURE, IDENTITY, OPENED, SOURCE, Thread } from '#test/support/demo-person.js';
import { NOWHERE, SECRET } from '#test/support/refused.js';
import { openHall, type Hall } from './hall.js';
import { person, postLines, textOf, type Answered } from './list.js';

const word = ({ problem }: Answered): string => problem?.type.replace('urn:homeward:problem:', '') ?? '';

describe('A list that is taken in', () => {
  let hall: Hall;
  beforeAll(async () => (hall = await openHall()));
  afterAll(() => hall?.close());

  /** The answers to these lines, in the order of the lines. */
  const answersTo = async (
    intake: Thread,
    lines: string | readonly object[],
  ): Promise<readonly Answered[]> => {
    const { status, answers } = await hall.post(intake, typeof lines === 'string' ? lines : textOf(lines));
    expect(status).toBe(200);
    expect(answers.at(-1)).toMatchObject({ complete: true, lines: answers.length - 1 });
    return answers.slice(0, -1).toSorted((a, b) => Number(a.line) - Number(b.line));
  };

  it('is answered line by line, and stands in the streams of its persons', async () => {
    const intake = await hall.intake();
    const lines = [...person(1), ...person(2)];
    const answers = await answersTo(intake, lines);
    expect(answers.map(({ ref, outcome, revision }) => `${ref} ${outcome} ${revision}`)).toEqual(
      [1, 2].flatMap((n) => [
        `p${n} recorded 0`,
        `p${n}.who recorded 1`,
        `p${n}.capture recorded 2`,
        `p${n}.icrc recorded 3`,
      ]),
    );
    const log = await hall.stream(`case-${answers[0]?.id}`);
    expect(log.map(({ event }) => event.type)).toEqual([
      'CaseOpened',
      'IdentityRecorded',
      'Captured',
      'CaptivityConfirmed',
    ]);
    expect(log.map(({ metadata }) => metadata.line?.ref)).toEqual(['p1', 'p1.who', 'p1.capture', 'p1.icrc']);
    const file = await hall.homeward.client.get(`/cases/${answers[4]?.id}`, { as: 'caseworker' });
    expect([200, 404]).toContain(file.status);
  });

  it('is known already when it comes again, and leaves in its own stream what came to what', async () => {
    const intake = await hall.intake();
    const lines = person(3);
    const first = await answersTo(intake, lines);
    const again = await answersTo(intake, lines);
    expect(again).toEqual(first.map((answer) => ({ ...answer, outcome: 'known-already' })));
    const [opened, taken, repeated] = await hall.stream(`intake-${intake.id}`);
    expect(opened?.event).toMatchObject({ type: 'IntakeOpened', data: { list: 'list-of-the-icrc' } });
    const refs = createHash('sha256')
      .update(lines.map(({ ref }) => `${ref}\n`).join(''))
      .digest('hex');
    expect(taken?.event.data).toMatchObject({
      outcomes: [{ outcome: 'recorded', lines: 4 }],
      refs,
      complete: true,
    });
    expect(repeated?.event.data).toMatchObject({ outcomes: [{ outcome: 'known-already', lines: 4 }], refs });
  });

  it('names its own cases by the refs of the lines that opened them, also of an earlier posting', async () => {
    const intake = await hall.intake();
    const [opening] = await answersTo(intake, [{ ref: 'a', post: '/cases', body: OPENED }]);
    const basis = [...SOURCE, { kind: 'event', stream: 'case-{a}', revision: 0 }];
    const [other, captured] = await answersTo(intake, [
      { ref: 'b', post: '/cases', body: { ...OPENED, basis } },
      { ref: 'c', post: '/cases/{a}/capture', body: { ...CAPTURE, place: 'between {a} and {b}' } },
    ]);
    expect([other?.outcome, captured?.outcome, captured?.id]).toEqual(['recorded', 'recorded', opening?.id]);
    const [event] = await hall.stream(`case-${other?.id}`);
    expect(event?.event.data).toMatchObject({ basis: [{}, { stream: `case-${opening?.id}` }] });
    const [, capture] = await hall.stream(`case-${opening?.id}`);
    expect(capture?.event.data).toMatchObject({ place: { value: 'between {a} and {b}' } });
  });

  it('answers each line that is not in order, and goes on with the next', async () => {
    const intake = await hall.intake();
    const line = (ref: string, post: string, body: object) => JSON.stringify({ ref, post, body });
    const sent = [
      line('a', '/cases', OPENED),
      `{"ref":"b","post":"/cases","body":`,
      line('a b', '/cases', OPENED),
      line('c', '/cases', { ...OPENED, openedFor: SECRET }),
      line('d', '/cases', { ...OPENED, surname: SECRET }),
      line('e', '/agreements', OPENED),
      line('f', '/cases/17/capture', CAPTURE),
      line('g', '/cases/{zzz}/capture', CAPTURE),
      line('h', `/cases/${NOWHERE}/capture`, CAPTURE),
      line('i', '/cases/{a}/capture', { ...CAPTURE, basis: [] }),
      line('j', '/cases/{a}/capture', {
        ...CAPTURE,
        basis: [{ kind: 'event', stream: `case-${NOWHERE}`, revision: 0 }],
      }),
      line('k', '/cases/{a}/reopening', {
        occurredAt: '2025-06-01',
        reason: 'new-information',
        basis: SOURCE,
      }),
      line('a', '/cases', { ...OPENED, openedFor: 'missing' }),
      line('l', '/cases/{a}/statements/7/withdrawal', {
        occurredAt: '2025-06-01',
        reason: 'entered-in-error',
        basis: SOURCE,
      }),
      '[1]',
      'null',
      JSON.stringify({ ref: 'm', post: '/cases', body: [], extra: 1 }),
      line('n', '/cases', OPENED).replace('{', `{"pad":"${'x'.repeat(70_000)}",`),
      `${'['.repeat(30_000)}`,
      `{"ref":"o","post":"/cases","body":{"basis":${'['.repeat(30_000)}${']'.repeat(30_000)}}}`,
      '',
      line('z', '/cases', OPENED),
    ].join('\n');
    const answers = await answersTo(intake, sent);
    expect(
      answers.map((answer) => `${answer.line} ${answer.ref} ${answer.outcome} ${word(answer)}`.trim()),
    ).toEqual([
      '1 a recorded',
      '2 null invalid malformed-json',
      '3 null invalid invalid-input',
      '4 c invalid invalid-input',
      '5 d invalid invalid-input',
      '6 e invalid invalid-input',
      '7 f invalid invalid-input',
      '8 g names-nothing no-such-case',
      '9 h names-nothing no-such-case',
      '10 i refused empty-basis',
      '11 j names-nothing names-nothing',
      '12 k refused case-not-closed',
      '13 a reused-ref reused-ref',
      '14 l names-nothing no-such-statement',
      '15 null invalid invalid-input',
      '16 null invalid invalid-input',
      '17 m invalid invalid-input',
      '18 null invalid invalid-input',
      '19 null invalid malformed-json',
      '20 o invalid invalid-input',
      '22 z recorded',
    ]);
    for (const { problem } of answers) if (problem) expect(JSON.stringify(problem)).not.toContain(SECRET);
    expect(answers[2]?.problem?.errors).toMatchObject([{ pointer: '/ref' }]);
    expect(answers[3]?.problem?.errors).toMatchObject([{ pointer: '/openedFor' }]);
  });

  it('takes bytes that are no UTF-8 for a line that is not in order', async () => {
    const intake = await hall.intake();
    const bytes = Buffer.concat([
      Buffer.from([0xff, 0xfe, 0x0a]),
      Buffer.from(textOf([{ ref: 'a', post: '/cases', body: OPENED }])),
      Buffer.from([0xef, 0xbb, 0xbf]),
      Buffer.from(textOf([{ ref: 'b', post: '/cases', body: OPENED }])),
    ]);
    const { answers } = await hall.post(intake, (await import('node:stream')).Readable.from([bytes]));
    expect(
      answers
        .slice(0, 3)
        .map(({ outcome }) => outcome)
        .toSorted(),
    ).toEqual(['invalid', 'recorded', 'recorded']);
  });

  it('has a line refused whose ref came before with another body, or on another path, to the same case', async () => {
    const intake = await hall.intake();
    await answersTo(intake, [
      { ref: 'a', post: '/cases', body: OPENED },
      { ref: 'b', post: '/cases/{a}/capture', body: CAPTURE },
    ]);
    const escaped = { ref: 'b', post: '/cases/{a}/escape', body: CAPTURE };
    const elsewhere = { ref: 'b', post: '/cases/{a}/capture', body: { ...CAPTURE, place: 'Херсон' } };
    for (const line of [escaped, elsewhere])
      expect(await answersTo(intake, [line])).toMatchObject([{ outcome: 'reused-ref' }]);
    const corrected = { ref: 'c', post: '/cases/{a}/escape', body: { ...CAPTURE, basis: [] } };
    expect(await answersTo(intake, [corrected])).toMatchObject([{ outcome: 'refused' }]);
    const inOrder = { ...corrected, body: { ...CAPTURE, occurredAt: '2022-06-20' } };
    expect(await answersTo(intake, [inOrder])).toMatchObject([{ outcome: 'recorded' }]);
  });

  it('may do by a line what its sender may do at the door, and no more', async () => {
    const { id } = await Thread.begin(hall.homeward.client, 'cases', OPENED);
    const intake = await hall.intake('negotiator');
    const { answers } = await postLines(
      hall.at('negotiator'),
      intake.id,
      textOf([
        { ref: 'a', post: `/cases/${id}/capture`, body: CAPTURE },
        { ref: 'b', post: '/cases', body: OPENED },
      ]),
    );
    expect(answers.slice(0, 2).map((answer) => `${answer.outcome} ${word(answer)}`)).toEqual(
      Array.from({ length: 2 }, () => 'not-permitted role-may-not'),
    );
  });

  it('comes to the doors of all actions on a case but the breaking of its glass, and to no other', async () => {
    const intake = await hall.intake();
    const posts = hall.homeward.routes.all.flatMap(({ method, url }) => (method === 'POST' ? [url] : []));
    const lines = posts.map((url, n) => ({
      ref: `r${n}`,
      post: url.replace(/:(id|glass)/g, NOWHERE).replace(':revision', '0'),
      body: { nothing: 'of this' },
    }));
    const answers = await answersTo(intake, lines);
    expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(new Set(['invalid']));
    const reached = posts.filter((_url, n) => !JSON.stringify(answers[n]?.problem).includes('"/post"'));
    const isOfACase = (url: string) => /^\/cases(\/:id\/.+)?$/.test(url) && !url.includes('break-glass');
    expect(reached.toSorted()).toEqual(posts.filter(isOfACase).toSorted());
    expect(reached.length).toBeGreaterThan(19);
  });

  it('leaves nothing of what it says of persons in a log', async () => {
    const intake = await hall.intake();
    const name = { surname: SECRET, givenNames: SECRET, patronymic: SECRET };
    await answersTo(intake, [
      { ref: 'a', post: '/cases', body: OPENED },
      { ref: 'b', post: '/cases/{a}/identity', body: { ...IDENTITY, name, unit: SECRET } },
      { ref: 'c', post: '/cases/{a}/capture', body: { ...CAPTURE, place: SECRET } },
      { ref: 'd', post: '/cases/{a}/capture', body: { ...CAPTURE, occurredAt: SECRET } },
      { ref: 'e', post: `/cases/${SECRET}/capture`, body: CAPTURE },
      { ref: SECRET, post: '/cases', body: OPENED },
    ]);
    expect(hall.homeward.logged.length).toBeGreaterThan(0);
    expect(hall.homeward.logged.join('')).not.toContain(SECRET);
  });
});
