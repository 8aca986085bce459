import type { ClientReadableStream } from '@grpc/grpc-js';
import { finished } from 'node:stream';

/** Asked when the server has been silent for a while: an error ends the call with it. */
export type OnSilence = () => Promise<Error | null> | Error | null;

/**
 * The messages of a call in the order of the wire, as many at a time as have arrived, fetched only when asked for, so that a slow
 * reader holds the server back, and is not taken for a silent server. Ends the call whenever the reader leaves, by whatever way.
 */
export async function* messages<Message>(
  call: ClientReadableStream<Message>,
  silenceMs: number,
  onSilence: OnSilence,
  signal?: AbortSignal,
): AsyncGenerator<Message[]> {
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
  const arriving = new Arriving(call);
  try {
    for (;;) {
      const arrived = arriving.take();
      if (arrived.length === 0) {
        if (await arriving.isOver()) return;
        continue;
      }
      heard += 1;
      waiting = false;
      yield arrived;
      waiting = true;
    }
  } finally {
    clearInterval(watch);
    signal?.removeEventListener('abort', cancel);
    cancel();
  }
}

/** What a stream has in its buffer: asking for one message after the other would cost a turn of the event loop for each. */
class Arriving<Message> {
  #wake = (): void => undefined;
  #end: { readonly error: Error | null } | null = null;

  constructor(private readonly call: ClientReadableStream<Message>) {
    call.on('readable', () => this.#wake());
    finished(call, { writable: false }, (error) => {
      this.#end = { error: error ?? null };
      this.#wake();
    });
  }

  take(): Message[] {
    const arrived: Message[] = [];
    while (!this.call.destroyed) {
      const message = this.call.read() as Message | null;
      if (message === null) break;
      arrived.push(message);
    }
    return arrived;
  }

  /** When something may have arrived, or nothing will any more. Throws what the call ended with. */
  async isOver(): Promise<boolean> {
    if (this.#end === null) await new Promise<void>((resolve) => (this.#wake = resolve));
    if (this.#end?.error) throw this.#end.error;
    return this.#end !== null;
  }
}
