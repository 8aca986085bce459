import { expect } from '@jest/globals';

/** An answer as it arrives, from its first lines on. */
export async function begunAnswer(url: string, headers: Readonly<Record<string, string>>) {
  const leaving = new AbortController();
  const { status, body } = await fetch(url, { headers, signal: leaving.signal });
  expect(status).toBe(200);
  const reader = (body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let arrived = '';
  const more = async (): Promise<boolean> => {
    const { value, done } = await reader.read();
    arrived += decoder.decode(value, { stream: true });
    return !done;
  };
  while (!arrived.includes('\n')) await more();
  const rest = async () => {
    while (await more());
    return { text: arrived };
  };
  return { first: arrived, rest, leave: () => leaving.abort() };
}
