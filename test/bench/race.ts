import type { Usage } from './usage.js';

/** What one run of a contender did. `usage`: of its server, where the system tells. */
export interface Lap {
  readonly operations: number;
  readonly seconds: number;
  readonly usage?: Usage | undefined;
}

/** Who runs: ours first, then what bounds it. */
export type Contender = 'ours' | 'floor' | 'null server' | 'raw client';

/** One line of the table: the same work by every contender. */
export interface Race {
  readonly name: string;
  /** What is counted: "appends", "events", "streams". */
  readonly unit: string;
  /** The real server's median, in operations a second; see real-server.ts. */
  readonly real?: number;
  readonly contenders: Partial<Record<Contender, () => Promise<Lap>>> & { ours: () => Promise<Lap> };
}

/** A file of the benchmark: it starts what its races need and stops it. */
export interface Measurement {
  readonly name: string;
  readonly about: string;
  open(size: Size): Promise<{
    readonly races: readonly Race[];
    /** What is no race: sentences to print under the table, found out after the races. */
    notes?(): Promise<string[]>;
    close(): Promise<void>;
  }>;
}

/** How much is measured: seconds a lap, and how many events are there to be read. */
export interface Size {
  readonly seconds: number;
  readonly events: number;
}

export type Laps = Partial<Record<Contender, Lap[]>>;

export interface Result {
  readonly race: Race;
  readonly laps: Laps;
}

/** Runs the contenders in turns (A B A B), after a lap each that does not count. */
export async function run(race: Race, repeats: number, tell: (text: string) => void): Promise<Result> {
  const laps: Laps = {};
  const contenders = Object.entries(race.contenders) as [Contender, () => Promise<Lap>][];
  for (let repeat = 0; repeat <= repeats; repeat += 1) {
    for (const [contender, lap] of contenders) {
      tell(`${race.name}: ${repeat === 0 ? 'warming up' : `${repeat} of ${repeats}`}, ${contender}`);
      const done = await lap();
      if (repeat > 0) (laps[contender] ??= []).push(done);
    }
  }
  return { race, laps };
}
