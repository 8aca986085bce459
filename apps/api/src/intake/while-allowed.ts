import { TokenRefused } from '#libs/access/src/token-verifier.js';
import type { Caller } from '#libs/access/src/caller.js';
import { apiStopping } from '../http/problems.js';

/** The chunks of a body until its end, or until the caller's token ends or the api stops: then it throws why. */
export async function* whileAllowed(
  body: AsyncIterator<Uint8Array>,
  { expiresAt }: Caller,
  stopping: AbortSignal,
): AsyncGenerator<Uint8Array> {
  while (true) {
    const next = await nextOr(stopping, body);
    if (next === 'stopped') throw apiStopping();
    if (next.done === true) return;
    if (expiresAt <= new Date()) throw new TokenRefused('expired');
    yield next.value;
  }
}

/** No promise lives longer than one chunk: one that did would keep every chunk that it ever raced with. */
function nextOr<T>(
  stopping: AbortSignal,
  body: AsyncIterator<T, unknown>,
): Promise<IteratorResult<T, unknown> | 'stopped'> {
  return new Promise((resolve, reject) => {
    const stop = (): void => resolve('stopped');
    if (stopping.aborted) return stop();
    stopping.addEventListener('abort', stop);
    void body
      .next()
      .then(resolve, reject)
      .finally(() => stopping.removeEventListener('abort', stop));
  });
}
