import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { CAPTURE, OPENED, SOURCE, Thread } from '#test/support/demo-person.js';
import { STAFF } from '#test/support/homeward.js';
import type { Answer, Ask } from '#test/support/http-client.js';
import { DOCUMENT, openHall, type Hall } from './hall.js';
import { person, postLines, textOf, type Answered } from './list.js';

interface Page {
  readonly lines: readonly { readonly ref: string; readonly case: string; readonly recordedAt: string }[];
  readonly next: string | null;
}

describe('What an intake touched', () => {
  let hall: Hall;
  beforeAll(async () => (hall = await openHall()));
  afterAll(() => hall?.close());

  const afterPosting = (ask: Ask, last: Answered | undefined): Ask => ({
    ...ask,
    headers: {
      'homeward-reason': 'a first look',
      'homeward-consistency-token': String(last?.consistencyToken),
      ...ask.headers,
    },
  });
  const read = (path: string, ask: Ask = {}): Promise<Answer> => hall.homeward.client.get(path, ask);
  const page = (answer: Answer): Page => answer.body as unknown as Page;

  it('is listed by the refs of the lines, page by page, to the end', async () => {
    const intake = await hall.intake();
    const lines = Array.from({ length: 70 }, (_, n) => person(n)).flat();
    const { answers } = await hall.post(intake, textOf(lines));
    const idOf = new Map(answers.map(({ ref, id }) => [ref, id]));
    const found: string[] = [];
    let next: string | null = '';
    let pages = 0;
    while (next !== null) {
      const query: string = next === '' ? '' : `?after=${next}`;
      const one = page(await read(`${intake.path}/lines${query}`, afterPosting({}, answers.at(-1))));
      found.push(...one.lines.map(({ ref, case: id }) => `${ref} ${id}`));
      next = one.next;
      pages += 1;
    }
    expect(pages).toBe(2);
    expect(found.toSorted()).toEqual(lines.map(({ ref }) => `${ref} ${idOf.get(ref)}`).toSorted());
  });

  it('is told with its postings to its opener, and without any count to others', async () => {
    const intake = await hall.intake();
    const { answers } = await hall.post(
      intake,
      textOf([...person(1), { ref: 'x', post: '/cases', body: {} }]),
    );
    const mine = await read(intake.path, afterPosting({}, answers.at(-1)));
    expect(mine.headers.get('etag')).toBe('"1"');
    expect(mine.body).toMatchObject({
      list: 'list-of-the-icrc',
      basis: DOCUMENT,
      openedBy: STAFF.caseworker,
      revision: '1',
      closure: null,
      postings: [
        {
          complete: true,
          outcomes: [
            { outcome: 'recorded', lines: 4 },
            { outcome: 'invalid', lines: 1 },
          ],
        },
      ],
    });
    const theirs = await read(intake.path, afterPosting({ as: 'auditor' }, answers.at(-1)));
    expect(theirs.headers.get('etag')).toBeNull();
    expect(Object.keys(theirs.body)).toEqual(['id', 'list', 'occurredAt', 'openedBy', 'basis', 'closure']);
  });

  it('is told of each case only to those to whom the case is open', async () => {
    const intake = await hall.intake();
    const { answers } = await hall.post(intake, textOf(person(2)));
    const stranger = { token: await hall.homeward.issuer.mintToken(randomUUID(), 'caseworker') };
    const [shown, withheld, audited] = await Promise.all(
      (['caseworker', stranger, 'auditor'] as const).map((as) =>
        read(`${intake.path}/lines`, afterPosting({ as }, answers.at(-1))),
      ),
    );
    expect(page(shown as Answer).lines).toHaveLength(4);
    expect(page(audited as Answer).lines).toHaveLength(4);
    expect(withheld?.body).toEqual({ id: intake.id, lines: [], next: null });
  });

  it('is not told to those who may not know of the exchange that a line reveals', async () => {
    const { client } = hall.homeward;
    const plan = { occurredAt: '2025-06-12', plannedFor: '2025-06-14', agreements: [], basis: SOURCE };
    const exchange = await Thread.begin(client, 'exchanges', plan, { as: 'negotiator' });
    const list = { occurredAt: '2025-06-12', needToKnow: [STAFF.caseworker], basis: SOURCE };
    await exchange.post('embargo', list, { as: 'negotiator' });

    const office = randomUUID();
    const colleague = randomUUID();
    const assignment = { offices: [], staff: [STAFF.caseworker, colleague], sensitivity: 'ordinary' };
    const intake = await hall.intake();
    const { answers } = await postLines(
      hall.at('caseworker'),
      intake.id,
      textOf([
        { ref: 'a', post: '/cases', body: { ...OPENED, assignment } },
        { ref: 'b', post: '/cases/{a}/capture', body: CAPTURE },
        {
          ref: 'c',
          post: '/cases/{a}/return',
          body: { occurredAt: '2025-06-14', exchange: exchange.id, basis: SOURCE },
        },
      ]),
    );
    expect(answers.slice(0, 3).map(({ outcome }) => outcome)).toEqual(['recorded', 'recorded', 'recorded']);
    const knows = await read(`${intake.path}/lines`, afterPosting({}, answers.at(-1)));
    expect(page(knows).lines.map(({ ref }) => ref)).toEqual(['a', 'b', 'c']);
    const token = await hall.homeward.issuer.mintToken(colleague, 'caseworker', { office });
    const doesNot = await read(`${intake.path}/lines`, afterPosting({ as: { token } }, answers.at(-1)));
    expect(page(doesNot).lines.map(({ ref }) => ref)).toEqual(['a', 'b']);
  });

  it('is no page of somebody who made its place up', async () => {
    const intake = await hall.intake();
    const answer = await read(`${intake.path}/lines?after=AAAA`);
    expect([answer.status, answer.body['type']]).toEqual([400, 'urn:homeward:problem:invalid-input']);
  });
});
