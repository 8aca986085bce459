import { SingleBar } from 'cli-progress';

/** How often a line is printed where there is no terminal. */
const LINE_EVERY = 100_000;

/** Shows how many events of the log have been read: a bar on a terminal, a line now and then elsewhere. */
export function logProgress(): { readonly progress: (events: number) => void; readonly done: () => void } {
  const bar = new SingleBar({
    format: 'reading the log: {value} events, {duration_formatted}',
    stream: process.stderr,
    noTTYOutput: false,
    clearOnComplete: true,
  });
  bar.start(0, 0);
  return {
    progress(events) {
      bar.update(events);
      if (!process.stderr.isTTY && events % LINE_EVERY === 0) process.stderr.write(`${events} events read\n`);
    },
    done: () => bar.stop(),
  };
}
