import { expect } from '@jest/globals';
import type { Homeward } from './homeward.js';
import type { Answer } from './http-client.js';

/** What bad requests carry, so that an answer or a log that repeats it is found. */
export const SECRET = 'Канаренко';
export const NOWHERE = '99999999-9999-4999-8999-999999999999';

/** The request is answered with this problem, tells nothing of what was sent, and stores nothing. */
export async function expectRefused(
  homeward: Homeward,
  ask: () => Promise<Answer>,
  status: number,
  word: string,
  where?: object,
): Promise<void> {
  const before = await homeward.countEvents();
  const { status: found, headers, body, text } = await ask();
  const type = `urn:homeward:problem:${word}`;
  expect({ status: found, type: body['type'] }).toEqual({ status, type });
  expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(body).toMatchObject({
    title: expect.stringMatching(/\.$/),
    detail: expect.stringMatching(/\.$/),
    instance: `urn:uuid:${String(headers.get('x-request-id'))}`,
  });
  if (where) expect(body['errors']).toContainEqual(expect.objectContaining(where));
  expect(text).not.toContain(SECRET);
  expect(text).not.toMatch(/node_modules|\.ts:|\.js:/);
  expect(await homeward.countEvents()).toBe(before);
}
