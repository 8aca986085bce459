import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadCall } from './connection.js';

/** What to do when the server has been silent for a while: a value ends the call with that error. */
export type OnSilence = () => Promise<Error | null> | Error | null;

/**
 * The messages of a call in the order of the wire, each fetched only when asked for, so that a slow reader holds the server
 * back. Ends the call whenever the reader leaves, by whatever way.
 */
export async function* messages(
  call: ReadCall,
  silenceMs: number,
  onSilence: OnSilence,
  signal?: AbortSignal,
): AsyncGenerator<ReadResp> {
  const silence = { ticks: 0, waiting: true };
  const watch = setInterval(() => void listen(), silenceMs);
  const listen = async (): Promise<void> => {
    if (!silence.waiting || ++silence.ticks < 2) return;
    silence.ticks = 0;
    const error = await Promise.resolve(onSilence()).catch((failed: Error) => failed);
    if (error !== null && silence.waiting) call.destroy(error);
  };
  const cancel = (): void => call.cancel();
  signal?.addEventListener('abort', cancel);
  if (signal?.aborted === true) cancel();
  try {
    for await (const message of call as AsyncIterable<ReadResp>) {
      silence.waiting = false;
      yield message;
      silence.ticks = 0;
      silence.waiting = true;
    }
  } finally {
    clearInterval(watch);
    signal?.removeEventListener('abort', cancel);
    cancel();
  }
}
