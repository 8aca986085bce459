import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { PassThrough, Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import type { Thread } from '#test/support/demo-person.js';
import { openHall, type Hall } from './hall.js';
import { person, postLines, textOf, type Answered } from './list.js';

const LONG = 300_000;

describe('A list as a stream', () => {
  let hall: Hall;
  beforeAll(async () => (hall = await openHall({ withoutProjector: true })));
  afterAll(() => hall?.close());

  /** The last thing that the intake's own stream says of a posting, once it says so. */
  const ended = async (intake: Thread, postings = 1) => {
    for (;;) {
      const taken = (await hall.stream(`intake-${intake.id}`)).filter(
        ({ event }) => event.type === 'IntakeLinesTaken',
      );
      const last = taken.at(-1);
      if (taken.length >= postings && last?.event.type === 'IntakeLinesTaken') return last.event.data;
      await pause(20);
    }
  };

  it('is answered before it has all been sent', async () => {
    const intake = await hall.intake();
    const body = new PassThrough();
    const [first, ...rest] = person(0).map((line) => `${JSON.stringify(line)}\n`);
    body.write(first);
    const { answers } = await hall.post(intake, body, ({ line }) => {
      if (line === 1) body.end(rest.join(''));
    });
    expect(answers.at(-1)).toMatchObject({ outcomes: { recorded: 4 } });
  });

  it('is what it is, wherever it is cut on its way, and a line that it lacks is known by its number', async () => {
    const intake = await hall.intake();
    const bytes = Buffer.from(textOf(person(7)).replace('\n', '\n\n'));
    const chunks = Array.from({ length: bytes.length }, (_, at) => bytes.subarray(at, at + 1));
    const { answers } = await hall.post(intake, Readable.from(chunks));
    const numbers = answers.flatMap(({ line }) => line ?? []);
    expect(numbers.toSorted((a, b) => a - b)).toEqual([1, 3, 4, 5]);
  });

  it('of any bytes at all is answered to its end', async () => {
    const intake = await hall.intake();
    const pieces = fc.oneof(
      fc.uint8Array({ maxLength: 80 }),
      fc.json().map((text) => Buffer.from(`${text}\n`)),
      fc
        .record({ ref: fc.string(), post: fc.string(), body: fc.object() })
        .map((line) => Buffer.from(textOf([line]))),
      fc.constantFrom(...person(9).map((line) => Buffer.from(textOf([line])))),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 30 }), async (parts) => {
        const { status, answers } = await hall.post(intake, Readable.from(parts));
        expect([status, answers.at(-1)?.complete]).toEqual([200, true]);
        const known = ['recorded', 'known-already', 'invalid', 'names-nothing', 'refused', 'reused-ref'];
        for (const { outcome = 'invalid' } of answers) expect(known).toContain(outcome);
      }),
      { numRuns: 60 },
    );
  });

  const PADDED = `${JSON.stringify({ padding: 'x'.repeat(1_000) })}\n`;
  const MANY = 90_000;
  /** Posts many lines and reads no answer, until nothing moves any more. */
  const unread = async (url: string, intake: Thread) => {
    const headers = {
      authorization: `Bearer ${hall.at('caseworker').token}`,
      'content-type': 'application/x-ndjson',
    };
    const sending = httpRequest(`${url}/intakes/${intake.id}/lines`, { method: 'POST', headers });
    sending.on('error', () => undefined);
    sending.on('response', (response) => response.pause());
    Readable.from(Array.from({ length: MANY / 100 }, () => PADDED.repeat(100))).pipe(sending);
    for (let [sent, still] = [-1, 0]; still < 20; still += 1) {
      await pause(50);
      const now = sending.socket?.bytesWritten ?? 0;
      if (now !== sent) [sent, still] = [now, 0];
    }
    expect(sending.socket?.bytesWritten).toBeLessThan(MANY * PADDED.length * 0.7);
    return sending;
  };

  it(
    'whose answers nobody reads is not read either, and its end is recorded when its sender is gone',
    async () => {
      const intake = await hall.intake();
      const sending = await unread(hall.homeward.client.url, intake);
      sending.destroy();
      const { complete, outcomes } = await ended(intake);
      expect(complete).toBe(false);
      expect(outcomes[0]?.lines).toBeLessThan(MANY * 0.7);
    },
    LONG,
  );

  it(
    'whose answers nobody reads is broken off when the api stops, and its end is recorded before that has stopped',
    async () => {
      const intake = await hall.intake();
      const { client, close } = await hall.homeward.startApi();
      await unread(client.url, intake);
      const asked = performance.now();
      await close();
      expect(performance.now() - asked).toBeLessThan(30_000);
      const said = (await hall.stream(`intake-${intake.id}`)).map(({ event }) => event.type);
      expect(said).toEqual(['IntakeOpened', 'IntakeLinesTaken']);
    },
    LONG,
  );

  it(
    'whose sender goes away is taken no further, and sent again comes to the same',
    async () => {
      const intake = await hall.intake();
      const lines = Array.from({ length: 300 }, (_, n) => person(n)).flat();
      const answered: Answered[] = [];
      const body = Readable.from(lines.map((line) => textOf([line])));
      const posting = hall.post(intake, body, (answer, leave) => {
        answered.push(answer);
        if (answered.length === 100) leave();
      });
      await expect(posting).rejects.toThrow();
      const taken = await ended(intake);
      expect(taken.complete).toBe(false);
      const recorded = [...(await hall.touchedBy(intake)).values()].flat().length;
      expect(taken.outcomes).toEqual([{ outcome: 'recorded', lines: recorded }]);
      expect(recorded).toBeLessThan(lines.length);

      const { answers } = await hall.post(intake, textOf(lines));
      expect(answers.at(-1)).toMatchObject({
        outcomes: { recorded: lines.length - recorded, 'known-already': recorded },
      });
    },
    LONG,
  );

  it('is broken off with a word when the api stops, and goes on at another', async () => {
    const intake = await hall.intake();
    const { client, close } = await hall.homeward.startApi();
    const lines = person(3);
    const body = new PassThrough();
    body.write(textOf(lines.slice(0, 2)));
    const { token } = hall.at('caseworker');
    const closing: Promise<void>[] = [];
    const { answers } = await postLines({ url: client.url, token }, intake.id, body, ({ line }) => {
      if (line === 2) closing.push(close());
    });
    expect(answers.at(-1)).toMatchObject({
      complete: false,
      outcomes: { recorded: 2 },
      problem: { type: 'urn:homeward:problem:api-stopping' },
    });
    await Promise.all(closing);
    const again = await hall.post(intake, textOf(lines));
    expect(again.answers.at(-1)).toMatchObject({ outcomes: { recorded: 2, 'known-already': 2 } });
  });

  it(
    'that was cut at any place and got new lines in between is in the end what it would have been at once',
    async () => {
      const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 4 });
      const inserted = fc.array(fc.nat(40), { maxLength: 3 });
      await fc.assert(
        fc.asyncProperty(cuts, inserted, async (places, insertions) => {
          const intake = await hall.intake();
          const list = Array.from({ length: 10 }, (_, n) => person(n)).flat();
          for (const place of places) {
            const text = Buffer.from(textOf(list));
            await hall.post(intake, Readable.from([text.subarray(0, Math.floor(place * text.length))]));
            for (const [n, at] of insertions.entries())
              if (list.length < 52) list.splice(at, 0, ...person(100 + 10 * list.length + n).slice(0, 1));
          }
          await hall.post(intake, textOf(list));
          const touched = await hall.touchedBy(intake);
          const order = new Map(list.map(({ ref }, index) => [ref, index]));
          const refs = [...touched.values()].map((entries) =>
            entries.map((entry) => entry.split(' ')[0] ?? ''),
          );
          expect(refs.flat().toSorted()).toEqual(list.map(({ ref }) => ref).toSorted());
          for (const own of refs)
            expect(own).toEqual(own.toSorted((a, b) => Number(order.get(a)) - Number(order.get(b))));

          const again = await hall.post(intake, textOf(list.toReversed()));
          expect(again.answers.at(-1)).toMatchObject({ outcomes: { 'known-already': list.length } });
          expect(await hall.touchedBy(intake)).toEqual(touched);
        }),
        { numRuns: 6 },
      );
    },
    LONG,
  );

  // The last one: the others look for what they did in a log that is short.
  it(
    'of 10,000 lines is answered line by line, and each stands in its case once',
    async () => {
      const intake = await hall.intake();
      const lines = Array.from({ length: 2_500 }, (_, n) => person(n)).flat();
      const { answers } = await hall.post(intake, textOf(lines));
      const end = answers.at(-1);
      expect(end).toMatchObject({
        lines: 10_000,
        outcomes: { recorded: 10_000 },
        complete: true,
        refs: createHash('sha256')
          .update(lines.map(({ ref }) => `${ref}\n`).join(''))
          .digest('hex'),
      });
      expect(new Set(answers.slice(0, -1).map(({ line }) => line)).size).toBe(10_000);
      const touched = await hall.touchedBy(intake);
      expect(touched.size).toBe(2_500);
      const refs = [...touched.values()].map((entries) => entries.map((entry) => entry.split(' ')[0]));
      expect(refs.map(([first]) => first).toSorted()).toEqual(
        Array.from({ length: 2_500 }, (_, n) => `p${n}`).toSorted(),
      );
      for (const [first, ...rest] of refs)
        expect(rest).toEqual([`${first}.who`, `${first}.capture`, `${first}.icrc`]);
    },
    LONG,
  );
});
