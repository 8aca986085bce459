import { numbersFor } from '../world/numbers.js';
import type { FilledApi } from '../tables-place.js';
import { ASKS, type Ask } from './asks.js';
import { send } from './http.js';
import { serveTasks, type Task } from './serve-tasks.js';

/** Somebody who reads from several apis in turns: one read from each, then the next. */
const apis = JSON.parse(process.argv[2] ?? '[]') as FilledApi[];
const any = (below: number): number => Math.floor(Math.random() * below);
const ends = new Map<string, string | null>();

/** Answers how long it took, in milliseconds. */
async function read({ cases, url, tokens }: FilledApi, what: string): Promise<number> {
  const worker = any(tokens.caseworkers.length);
  const list = `${what} ${cases} ${worker}`;
  const numbers = numbersFor(cases);
  const asking = { numbers, office: worker % numbers.offices, any, after: ends.get(list) ?? null };
  const { as, path, body } = (ASKS[what] as (of: typeof asking) => Ask)(asking);
  const token = as === 'caseworker' ? tokens.caseworkers[worker] : tokens[as];
  const reason = as === 'auditor' ? { 'homeward-reason': 'a benchmark' } : {};
  const begun = performance.now();
  const { text } = await send(`${url}${path}`, token ?? '', reason, body);
  const took = performance.now() - begun;
  const { next = null } = JSON.parse(text) as { next?: string | null };
  ends.set(list, next);
  return took;
}

const inTurns: Task = async ({ what, reads }) => {
  const millis: number[][] = apis.map(() => []);
  const begun = performance.now();
  for (let turn = 0; turn < Number(reads); turn += 1)
    for (const [index, api] of apis.entries()) millis[index]?.push(await read(api, String(what)));
  return { operations: Number(reads) * apis.length, seconds: (performance.now() - begun) / 1_000, millis };
};

serveTasks({ inTurns });
