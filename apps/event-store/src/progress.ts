import { SingleBar } from 'cli-progress';

/** How long nothing is said where there is no terminal, in milliseconds. */
const SILENCE = 5_000;

export interface ShownProgress {
  progress(done: number, of: number): void;
  done(): void;
}

/** A bar on a terminal, a line now and then elsewhere; both on standard error. */
export function showProgress(doing: string): ShownProgress {
  const { stderr } = process;
  if (!stderr.isTTY) {
    let last = Date.now();
    return {
      progress(done, of) {
        if (Date.now() - last < SILENCE) return;
        last = Date.now();
        stderr.write(`${doing}: ${percent(done, of)} %\n`);
      },
      done: () => undefined,
    };
  }
  const format = `${doing} {bar} {percentage} %, {duration_formatted}`;
  const bar = new SingleBar({ format, stream: stderr, clearOnComplete: true, hideCursor: true });
  bar.start(100, 0);
  return {
    progress: (done, of) => bar.update(percent(done, of)),
    done: () => bar.stop(),
  };
}

function percent(done: number, of: number): number {
  return of === 0 ? 100 : Math.min(100, Math.floor((100 * done) / of));
}
