import { readdirSync, readFileSync } from 'node:fs';

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

/** CPU seconds so far of a process, of its children, and of those that have ended; 0 where the system does not tell. */
export function cpuOfFamily(pid: number): number {
  const own = statOf(pid);
  if (own === null) return 0;
  const ticks = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)))
    .filter((stat) => stat?.parent === pid)
    .reduce((sum, stat) => sum + (stat?.ticks ?? 0), own.ticks + own.endedChildrensTicks);
  return ticks / TICKS;
}

function statOf(pid: number): { parent: number; ticks: number; endedChildrensTicks: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [, parent] = fields;
    const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15).map(Number);
    return { parent: Number(parent), ticks: user + system, endedChildrensTicks: childUser + childSystem };
  } catch {
    return null;
  }
}
