import { randomUUID } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OPENED, SOURCE, Thread } from '#test/support/demo-person.js';
import type { Ask } from '#test/support/http-client.js';
import { openHall, OPENING, type Hall } from './hall.js';
import { person, textOf } from './list.js';

describe('Postings of one person at once', () => {
  let hall: Hall;
  beforeAll(async () => (hall = await openHall({ withoutProjector: true })));
  afterAll(() => hall?.close());

  const post = (intake: Thread, as: Ask['as'] = 'caseworker') =>
    hall.homeward.client.send(
      `/intakes/${intake.id}/lines`,
      { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body: textOf(person(99)) },
      { as },
    );
  const postOnceThereIsAPlace = async (intake: Thread) => {
    for (;;) {
      const answer = await post(intake);
      if (answer.status !== 429) return answer;
      await pause(20);
    }
  };
  /** A posting of which the first line was answered, and the last was not sent. */
  const begun = async (intake: Thread, number: number) => {
    const body = new PassThrough();
    body.write(textOf(person(number).slice(0, 1)));
    let leave = (): void => undefined;
    let over: Promise<unknown> = Promise.resolve();
    await new Promise<void>((answered) => {
      over = hall
        .post(intake, body, (_, go) => {
          leave = go;
          answered();
        })
        .catch(() => undefined);
    });
    return { end: () => body.end(), leave, over };
  };

  it('are four; one more is told to come back, others go on, and a place is free when one has ended, however', async () => {
    const intake = await hall.intake();
    const running = await Promise.all([0, 1, 2, 3].map((number) => begun(intake, number)));
    const denied = await post(intake);
    expect([denied.status, denied.body['type']]).toEqual([429, 'urn:homeward:problem:too-many-postings']);
    expect(denied.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);

    const other = { token: await hall.homeward.issuer.mintToken(randomUUID(), 'caseworker') };
    const theirs = await Thread.begin(hall.homeward.client, 'intakes', OPENING, { as: other });
    expect((await post(theirs, other)).status).toBe(200);

    running[0]?.end();
    expect((await postOnceThereIsAPlace(intake)).status).toBe(200);
    const fourth = await begun(intake, 4);
    expect((await post(intake)).status).toBe(429);
    running[1]?.leave();
    expect((await postOnceThereIsAPlace(intake)).status).toBe(200);

    for (const { end } of [...running, fourth]) end();
    await Promise.all(running.map(({ over }) => over));
  });

  it('that touch the same cases are each recorded in their order', async () => {
    const [one, other] = [await hall.intake(), await hall.intake()];
    const cases = await Promise.all(
      Array.from({ length: 5 }, async () => (await Thread.begin(hall.homeward.client, 'cases', OPENED)).id),
    );
    const notes = (name: string) =>
      cases.flatMap((id) =>
        Array.from({ length: 12 }, (_, n) => ({
          ref: `${name}${n}.${id.slice(0, 8)}`,
          post: `/cases/${id}/notes`,
          body: { occurredAt: '2025-06-01', note: `${name} ${n}`, basis: SOURCE },
        })),
      );
    const sent = await Promise.all([
      hall.post(one, textOf(notes('a'))),
      hall.post(other, textOf(notes('b'))),
    ]);
    for (const { answers } of sent) expect(answers.at(-1)?.outcomes).toEqual({ recorded: 60 });
    for (const id of cases) {
      const refs = (await hall.stream(`case-${id}`)).flatMap(
        ({ metadata }) => metadata.line?.ref.split('.')[0] ?? [],
      );
      expect(refs).toHaveLength(24);
      for (const name of ['a', 'b'])
        expect(refs.filter((ref) => ref.startsWith(name))).toEqual(
          Array.from({ length: 12 }, (_, n) => `${name}${n}`),
        );
    }
  });

  it('that are refused take no place', async () => {
    const intake = await hall.intake('negotiator');
    for (let time = 0; time < 6; time += 1) expect((await post(intake)).status).toBe(403);
  });
});
