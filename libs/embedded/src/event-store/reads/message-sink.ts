import type { ServerWritableStream } from '@grpc/grpc-js';

/** The writing end of a server stream: it tells when to wait for a slow reader, and when the reader has gone. */
export class MessageSink {
  private gone = false;
  private onDrain: (() => void) | undefined;
  private onWake: (() => void) | undefined;

  constructor(
    private readonly call: Pick<ServerWritableStream<unknown, Buffer>, 'write' | 'on' | 'cancelled'>,
  ) {
    call.on('drain', () => this.onDrain?.());
    for (const ending of ['cancelled', 'close', 'error']) {
      call.on(ending, () => {
        this.gone = true;
        this.onDrain?.();
        this.onWake?.();
      });
    }
  }

  get closed(): boolean {
    return this.gone || this.call.cancelled;
  }

  /** Sends a message; when the reader is slow, returns a promise to wait for before the next. */
  send(message: Buffer): Promise<void> | undefined {
    if (this.closed || this.call.write(message)) return undefined;
    return new Promise((resolve) => (this.onDrain = resolve));
  }

  /** Waits until `wake` is called or the reader has gone. */
  sleep(): Promise<void> {
    return this.closed ? Promise.resolve() : new Promise((resolve) => (this.onWake = resolve));
  }

  wake(): void {
    this.onWake?.();
  }
}
