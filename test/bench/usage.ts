import { readFileSync } from 'node:fs';

/** Of a process: CPU seconds so far, resident memory and the part of it that is its own, in MiB. */
export interface Usage {
  readonly cpuSeconds: number;
  readonly resident: number;
  readonly anonymous: number;
}

/** The kernel counts CPU time in ticks of 10 ms. */
const TICKS = 100;

/** Reads what Linux tells of a process; undefined elsewhere. */
export function usageOf(pid: number): Usage | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const mebibytes = (name: string): number =>
      Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024;
    return {
      cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS,
      resident: mebibytes('VmRSS'),
      anonymous: mebibytes('RssAnon'),
    };
  } catch {
    return undefined;
  }
}
