import type { Lap } from '../race.js';

export type Task = (options: Readonly<Record<string, unknown>>) => Promise<Lap>;

/** Does the tasks that the benchmark sends, one after the other, and tells that it is ready for them. */
export function serveTasks(tasks: Readonly<Record<string, Task>>, port = 0): void {
  process.on('message', (message: Record<string, unknown>) => {
    const task =
      tasks[String(message['task'])] ?? (() => Promise.reject(new Error('There is no such task.')));
    task(message).then(
      (lap) => process.send?.(lap),
      (error: unknown) => process.send?.({ error: error instanceof Error ? error.message : String(error) }),
    );
  });
  process.once('disconnect', () => process.exit(0));
  process.send?.({ port });
}

/** Repeats `step` for some seconds; `step` gives how many operations it did. */
export async function repeatFor(seconds: number, step: () => number | Promise<number>): Promise<Lap> {
  const start = performance.now();
  let operations = 0;
  let elapsed = 0;
  while (elapsed < seconds) {
    operations += await step();
    elapsed = (performance.now() - start) / 1000;
  }
  return { operations, seconds: elapsed };
}

/** Several at a time, as one lap. */
export async function together(laps: readonly Promise<Lap>[]): Promise<Lap> {
  const done = await Promise.all(laps);
  return {
    operations: done.reduce((sum, { operations }) => sum + operations, 0),
    seconds: Math.max(...done.map(({ seconds }) => seconds)),
  };
}
