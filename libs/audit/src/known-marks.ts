import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { EventStore } from '#libs/event-store/src/event-store.js';
import { logHas } from '#libs/projections/src/log-has.js';
import { walkLog } from './walk-log.js';

/** A place in the log, and the running maximum of the store's clock up to it, in milliseconds. */
interface Mark {
  readonly position: string;
  readonly eventId: string;
  readonly knownFrom: number;
}

/** One mark for so many events: what is read again between two of them. */
const APART = 1_000;

/**
 * Finds where what was known at an instant ends. The log has to be walked for that once; marks that are kept in a file spare the next
 * time all but the stretch between two of them. The marks hold no personal data, and whoever deletes them loses nothing.
 */
export class KnownMarks {
  #marks: Mark[] | null = null;

  /** `file`: null, to keep nothing. `progress` is told how many events were read so far. */
  constructor(
    private readonly store: EventStore,
    private readonly file: string | null,
    private readonly progress: (events: number) => void,
    private readonly apart = APART,
  ) {}

  /**
   * The last position of the log that was known at the instant: before its first if nothing was, infinity for no instant, of which all
   * is known. See docs/time.md for why that is enough to know what was known of any stream.
   */
  async lastKnown(instant: Date | null): Promise<bigint | number> {
    if (instant === null) return Infinity;
    const marks = (this.#marks ??= await this.#read());
    const from = marks.findLast(({ knownFrom }) => knownFrom <= instant.getTime()) ?? null;
    const isLast = from === (marks.at(-1) ?? null);
    const after =
      from === null ? null : { position: BigInt(from.position), knownFrom: new Date(from.knownFrom) };
    let events = 0;
    let last = after?.position ?? null;
    for await (const { stored, knownFrom } of walkLog(this.store, instant, after)) {
      last = stored.position;
      this.progress(++events);
      if (isLast && events % this.apart === 0)
        marks.push({ position: String(last), eventId: stored.id, knownFrom: knownFrom.getTime() });
    }
    if (isLast) await this.#write(marks);
    return last ?? -1n;
  }

  /** None, if they are of another log, or of an older copy of this one. */
  async #read(): Promise<Mark[]> {
    if (this.file === null) return [];
    const text = await readFile(this.file, 'utf8').catch(() => '[]');
    const marks = marksIn(text);
    const last = marks.at(-1);
    return last === undefined || (await logHas(this.store, last.position, last.eventId)) ? marks : [];
  }

  async #write(marks: readonly Mark[]): Promise<void> {
    if (this.file === null) return;
    await mkdir(dirname(this.file), { recursive: true });
    const fresh = `${this.file}.${process.pid}`;
    await writeFile(fresh, JSON.stringify(marks), { mode: 0o600 });
    await rename(fresh, this.file);
  }
}

function marksIn(text: string): Mark[] {
  try {
    return JSON.parse(text) as Mark[];
  } catch {
    return [];
  }
}
