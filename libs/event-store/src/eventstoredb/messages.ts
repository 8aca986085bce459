import type { ClientReadableStream } from '@grpc/grpc-js';

/** Asked when the server has been silent for a while: an error ends the call with it. */
export type OnSilence = () => Promise<Error | null> | Error | null;

/**
 * The messages of a call in the order of the wire, each fetched only when asked for, so that a slow reader holds the
 * server back, and is not taken for a silent server. Ends the call whenever the reader leaves, by whatever way.
 */
export async function* messages<Message>(
  call: ClientReadableStream<Message>,
  silenceMs: number,
  onSilence: OnSilence,
  signal?: AbortSignal,
): AsyncGenerator<Message> {
  let waiting = true;
  let heard = 0;
  let heardBefore = -1;
  const listen = async (): Promise<void> => {
    const silent = waiting && heard === heardBefore;
    heardBefore = heard;
    if (!silent) return;
    const error = await Promise.resolve(onSilence()).catch((failed: Error) => failed);
    if (error !== null && waiting && heard === heardBefore) call.destroy(error);
  };
  const watch = setInterval(() => void listen(), silenceMs);
  const cancel = (): void => call.cancel();
  signal?.addEventListener('abort', cancel);
  if (signal?.aborted === true) cancel();
  try {
    for await (const message of call as AsyncIterable<Message>) {
      heard += 1;
      waiting = false;
      yield message;
      waiting = true;
    }
  } finally {
    clearInterval(watch);
    signal?.removeEventListener('abort', cancel);
    cancel();
  }
}
