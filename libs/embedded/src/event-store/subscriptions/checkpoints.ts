/** How many matches end a page of the catch-up. */
const PAGE_MATCHES = 32;

/**
 * When a filtered follower is told how far the log has been searched. While catching up, the log is searched in
 * pages of `window` events (or 32 matches), and a checkpoint stands at the last match or the start of the page,
 * whichever is later; live, it stands at the event that completes the interval.
 */
export class Checkpoints {
  private live = false;
  private counter = 0;
  private pageConsidered = 0;
  private pageMatches = 0;
  private lastMatch = -1;
  private lastCheckpoint = -1;

  /** `window` and `interval` count considered events; `pageStart` is where the search starts. */
  constructor(
    private readonly window: number,
    private readonly interval: number,
    private pageStart: number,
  ) {}

  goLive(): void {
    this.live = true;
    this.counter = 0;
  }

  /** Call for each considered event, after it was sent if it matched; returns a position to tell, if any. */
  considered(position: number, nextPosition: number, matched: boolean): number | undefined {
    if (matched) this.lastMatch = position;
    if (this.live) return this.countLive(position);
    this.pageConsidered += 1;
    if (matched) this.pageMatches += 1;
    if (this.pageConsidered < this.window && this.pageMatches < PAGE_MATCHES) return undefined;
    const reached = Math.max(this.lastMatch, this.pageStart);
    this.counter += this.pageConsidered;
    this.pageConsidered = 0;
    this.pageMatches = 0;
    this.pageStart = nextPosition;
    if (this.counter < this.interval) return undefined;
    this.counter %= this.interval;
    return this.tell(reached);
  }

  /** The checkpoint at the end of the catch-up. */
  endOfCatchUp(): number | undefined {
    this.goLive();
    return this.tell(Math.max(this.lastMatch, this.pageStart));
  }

  private countLive(position: number): number | undefined {
    this.counter += 1;
    if (this.counter < this.interval) return undefined;
    this.counter = 0;
    return this.tell(position);
  }

  private tell(position: number): number | undefined {
    if (position <= this.lastCheckpoint) return undefined;
    this.lastCheckpoint = position;
    return position;
  }
}
