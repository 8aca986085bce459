import { describe, expect, it } from '@jest/globals';
import { staffId } from '#libs/kernel/src/ids.js';
import { whileAllowed } from './while-allowed.js';

const caller = (expiresAt: Date) =>
  ({
    id: staffId('5aff0000-0000-4000-8000-000000000001'),
    role: 'caseworker',
    office: null,
    expiresAt,
  }) as const;
const LATER = new Date(Date.now() + 3_600_000);

async function* body(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('a');
  yield Buffer.from('b');
}

async function readAll(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += Buffer.from(chunk).toString();
  return text;
}

describe('A body', () => {
  it('is read to its end', async () => {
    expect(await readAll(whileAllowed(body(), caller(LATER), new AbortController().signal))).toBe('ab');
  });

  it('is read no further once the token has ended', async () => {
    const reading = readAll(whileAllowed(body(), caller(new Date(0)), new AbortController().signal));
    await expect(reading).rejects.toThrow('The token has expired.');
  });

  it('is read no further once the api stops, also while nothing comes', async () => {
    const stopping = new AbortController();
    const silent = { next: () => new Promise<never>(() => undefined) };
    const reading = readAll(whileAllowed(silent, caller(LATER), stopping.signal));
    stopping.abort();
    await expect(reading).rejects.toThrow('The api is being stopped.');
    await expect(readAll(whileAllowed(silent, caller(LATER), stopping.signal))).rejects.toThrow('stopped');
  });
});
