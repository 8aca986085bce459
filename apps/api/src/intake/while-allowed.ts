import { TokenRefused } from '#libs/access/src/token-verifier.js';
import type { Caller } from '#libs/access/src/caller.js';
import { nextOrStopped } from '../http/next-or-stopped.js';
import { apiStopping } from '../http/problems.js';

/** The chunks of a body until its end, or until the caller's token ends or the api stops: then it throws why. */
export async function* whileAllowed(
  body: AsyncIterator<Uint8Array>,
  { expiresAt }: Caller,
  stopping: AbortSignal,
): AsyncGenerator<Uint8Array> {
  while (true) {
    const next = await nextOrStopped(stopping, body);
    if (next === 'stopped') throw apiStopping();
    if (next.done === true) return;
    if (expiresAt <= new Date()) throw new TokenRefused('expired');
    yield next.value;
  }
}
