import { randomUUID } from 'node:crypto';
import type { Place } from '../../faults/place.js';
import type { Lap } from '../race.js';

const basis = [{ kind: 'source', speaker: 'coordination-headquarters' }];

/**
 * While the load runs, one caseworker opens case after case and reads each with the consistency token of its command: the read
 * waits until the tables have come that far. In milliseconds, the read itself included.
 */
export async function lagsOf({ apiUrl, tokens }: Place, load: Promise<Lap>): Promise<string> {
  const headers = { authorization: `Bearer ${tokens.caseworker}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ occurredAt: '2022-05-25', openedFor: 'missing', basis });
  const state = { isOver: false };
  const ended = load.finally(() => (state.isOver = true));
  const lags: number[] = [];
  while (!state.isOver) {
    const post = { method: 'POST', body, headers: { ...headers, 'idempotency-key': randomUUID() } };
    const done = await fetch(`${apiUrl}/cases`, post);
    const { id } = (await done.json()) as { id: string };
    const token = done.headers.get('homeward-consistency-token') ?? '';
    const begun = performance.now();
    const read = await fetch(`${apiUrl}/cases/${id}`, {
      headers: { ...headers, 'homeward-consistency-token': token },
    });
    const text = await read.text();
    if (read.status !== 200) throw new Error(`A read was answered ${text}`);
    lags.push(performance.now() - begun);
  }
  await ended;
  lags.sort((a, b) => a - b);
  const at = (share: number): string => (lags[Math.floor((lags.length - 1) * share)] ?? NaN).toFixed(1);
  return `${lags.length} times: median ${at(0.5)}, p99 ${at(0.99)}, most ${at(1)} ms`;
}
