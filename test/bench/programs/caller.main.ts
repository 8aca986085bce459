import { randomUUID } from 'node:crypto';
import type { Lap } from '../race.js';
import { send } from './http.js';
import { repeatFor, serveTasks, together, type Task } from './serve-tasks.js';

/** Callers of the api, each with a case of its own: they add notes, one after the other's answer. */
const [url = '', token = ''] = process.argv.slice(2);
const basis = [{ kind: 'source', speaker: 'coordination-headquarters' }];
const OPENED = { occurredAt: '2022-05-25', openedFor: 'prisoner-of-war', basis };
const NOTE = {
  occurredAt: '2023-07',
  note: 'The ICRC was asked, and will ask again within the month.',
  basis,
};

/** Of so many commands one opens a case, which is then read back. */
const READ_BACK = 4;

async function post(path: string, body: object, etag?: string) {
  const { text, headers } = await send(
    `${url}${path}`,
    token,
    { 'idempotency-key': randomUUID(), ...(etag !== undefined && { 'if-match': etag }) },
    body,
  );
  const { id } = JSON.parse(text) as { id: string };
  return { id, etag: String(headers.etag), consistency: String(headers['homeward-consistency-token']) };
}

/**
 * From the answer to a command that opened a case until a read with its consistency token, which waits until the tables have come that
 * far, is answered: in milliseconds.
 */
async function lag(): Promise<number> {
  const { id, consistency } = await post('/cases', OPENED);
  const begun = performance.now();
  await send(`${url}/cases/${id}`, token, { 'homeward-consistency-token': consistency });
  return performance.now() - begun;
}

/** `isReadBack`: whether the next command, of whichever caller, is one that opens a case and reads it back. */
async function caller(
  seconds: number,
  everyMs: number,
  isReadBack: () => boolean,
  lags: number[],
): Promise<Lap> {
  const { id, etag } = await post('/cases', OPENED);
  let last = etag;
  let due = performance.now() + Math.random() * everyMs;
  return repeatFor(seconds, async () => {
    const early = due - performance.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    due += everyMs;
    if (isReadBack()) lags.push(await lag());
    else last = (await post(`/cases/${id}/notes`, NOTE, last)).etag;
    return 1;
  });
}

/** As many as can be. */
const command: Task = ({ seconds, callers }) =>
  together(Array.from({ length: Number(callers) }, () => caller(Number(seconds), 0, () => false, [])));

/** `rate`: so many commands a second over all callers, for as long as it takes to read back `reads` of them. */
const follow: Task = async ({ callers, rate, reads }) => {
  const lags: number[] = [];
  const seconds = (Number(reads) * READ_BACK) / Number(rate) + 1;
  const everyMs = (1_000 * Number(callers)) / Number(rate);
  let commands = 0;
  const isReadBack = (): boolean => (commands += 1) % READ_BACK === 0;
  const all = Array.from({ length: Number(callers) }, () => caller(seconds, everyMs, isReadBack, lags));
  return { ...(await together(all)), millis: [lags] };
};

serveTasks({ command, follow });
