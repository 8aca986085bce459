import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mustAgree } from './account.js';
import { Caller } from './caller.js';
import { openPlace, type Place } from './place.js';

const WITHIN_MS = 120_000;

/** Each process is killed where it hurts most, while three people work and one hands over; all repeat what was not answered. */
const POINTS = [
  ['event-store', 'event-store:before-commit:3'],
  ['event-store', 'event-store:after-commit-before-ack:4'],
  ['event-store', 'event-store:after-ack:5'],
  ['api', 'api:before-append:4'],
  ['api', 'api:after-append:5'],
  ['projector', 'projector:before-commit:2'],
  ['projector', 'projector:after-commit:3'],
  ['projector', 'api:before-append:2'],
  ['projector', 'api:after-append:2'],
  ['projector', 'reactions:before-position'],
] as const;

describe('a process killed at a named point, and started again', () => {
  let place: Place;
  let caller: Caller;
  beforeAll(async () => {
    place = await openPlace();
    caller = new Caller(place);
    await work(caller);
    await mustAgree(place, caller);
  });
  afterAll(() => place?.close());

  it.each(POINTS)(
    '%s at %s: what was answered is not lost, and nothing is doubled',
    async (name, point) => {
      const part = place.parts[name];
      await part.kill();
      await part.start(point);
      const dying = part.ended.then((signal) => {
        expect(signal).toBe('SIGKILL');
        return part.start();
      });
      await Promise.all([work(caller), dying]);
      await mustAgree(place, caller);
    },
    WITHIN_MS,
  );

  it(
    'postgres, which api and projector outlive: what was answered is not lost, and nothing is doubled',
    async () => {
      const { postgres } = place.parts;
      await Promise.all([work(caller), postgres.kill().then(() => postgres.start())]);
      await mustAgree(place, caller);
    },
    WITHIN_MS,
  );
});

async function work(caller: Caller): Promise<void> {
  const people = await Promise.all([caller.prisoner(), caller.prisoner(), caller.prisoner()]);
  await caller.exchange(people);
}
