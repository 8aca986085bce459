import type { RebuildStatus } from '#libs/projections/src/rebuild/rebuild-status.js';
import type { Place } from '../faults/place.js';
import { spread } from './spread.js';

const EVERY_MS = 100;

/** What the projector says of itself on its health page. */
export interface ProjectorPage {
  readonly lag: { readonly projections: Readonly<Record<string, { readonly positions: string } | null>> };
  readonly rebuilds: Readonly<Record<string, Pick<RebuildStatus, 'state' | 'position' | 'goal'>>>;
}

export async function pageOf({ projectorUrl }: Place): Promise<ProjectorPage> {
  const answer = await fetch(`${projectorUrl}/health/ready`);
  return (await answer.json()) as ProjectorPage;
}

interface Sample {
  /** Of the run: from 0 to 1. */
  readonly share: number;
  readonly resident: number;
  readonly heap: number;
}

/** Up to these shares of the run, each over the tenth of the run before it. */
const MARKS = [0.1, 0.5, 1];

export const COLUMNS = ['', 'resident: least', 'most', 'heap in use: least', 'most'];

/** Samples the projector's memory while `run` works, which tells how much of it is done; a line for each mark, in MiB. */
export async function watchMemory(
  place: Place,
  run: (done: (share: number) => void) => Promise<void>,
): Promise<string[][]> {
  const samples: Sample[] = [];
  const state = { share: 0, isOver: false };
  const ended = run((share) => (state.share = share)).finally(() => (state.isOver = true));
  ended.catch(() => undefined);
  while (!state.isOver) {
    samples.push({ share: state.share, ...(await memoryOf(place)) });
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
  await ended;
  samples.push({ share: 1, ...(await memoryOf(place)) });
  return MARKS.map((mark) => {
    const some = samples.filter(({ share }) => share > mark - 0.1 && share <= mark);
    return [
      `${mark * 100} %`,
      ...leastAndMost(some.map(({ resident }) => resident)),
      ...leastAndMost(some.map(({ heap }) => heap)),
    ];
  });
}

function leastAndMost(bytes: readonly number[]): string[] {
  const found = spread(bytes);
  return [found?.min, found?.max].map((each) => (each === undefined ? '-' : (each / 1_048_576).toFixed(0)));
}

async function memoryOf({ projectorMetricsUrl }: Place): Promise<Omit<Sample, 'share'>> {
  const text = await (await fetch(projectorMetricsUrl)).text();
  const of = (name: string): number => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1]);
  return { resident: of('process_resident_memory_bytes'), heap: of('nodejs_heap_size_used_bytes') };
}
