import type { Usage } from './usage.js';

/** What one run of a contender did. `usage`: of its server, where the system tells. */
export interface Lap {
  readonly operations: number;
  readonly seconds: number;
  readonly usage?: Usage | undefined;
  /** How long single operations took, in milliseconds: a list for each place where they were done. */
  readonly millis?: readonly (readonly number[])[];
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
  open(
    size: Size,
    tell: Tell,
  ): Promise<{
    readonly races: readonly Race[];
    /** What is no race: sentences and tables to print under the table, found out after the races. */
    notes?(turns: Turns): Promise<string[]>;
    close(): Promise<void>;
  }>;
}

/** Says what is being done. */
export type Tell = (text: string) => void;

export interface Turns {
  /** How many are counted, after one that is not. */
  readonly repeats: number;
  readonly tell: Tell;
  /** Only what has this text in its name. */
  readonly only: string;
}

/** How much is measured. */
export interface Size {
  /** A lap. */
  readonly seconds: number;
  /** In logs that are read. */
  readonly events: number;
  /** In small and in large tables. */
  readonly cases: readonly [number, number];
  /** Of each kind in a turn, from tables; so many that a 99th percentile means something. */
  readonly reads: number;
  /** Events of the run over which memory is watched. */
  readonly run: number;
}

export type Laps = Partial<Record<Contender, Lap[]>>;

export interface Result {
  readonly race: Race;
  readonly laps: Laps;
}

/** Runs the contenders in turns (A B A B), after a lap each that does not count. */
export async function run(race: Race, repeats: number, tell: Tell): Promise<Result> {
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
