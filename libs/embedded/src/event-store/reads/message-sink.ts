import type { ServerWritableStream } from '@grpc/grpc-js';

/** From this size on, in bytes, a message is waited for. */
const LARGE = 32 * 1024;

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
    if (this.closed) return undefined;
    if (message.length > LARGE) return this.sendLarge(message);
    return this.call.write(message) ? undefined : new Promise((resolve) => (this.onDrain = resolve));
  }

  /** The stream counts messages, not bytes: a large one is waited for by itself. */
  private sendLarge(message: Buffer): Promise<void> {
    return new Promise((resolve) => {
      this.onDrain = resolve;
      this.call.write(message, () => resolve());
    });
  }

  /** Waits until `wake` is called or the reader has gone. */
  sleep(): Promise<void> {
    return this.closed ? Promise.resolve() : new Promise((resolve) => (this.onWake = resolve));
  }

  wake(): void {
    this.onWake?.();
  }
}
