import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import type { Lap } from '../race.js';
import { repeatFor, serveTasks, together, type Task } from './serve-tasks.js';

/** Callers of the api, each with a case of its own: they add notes, one after the other's answer. */
const [url = '', token = ''] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: 256 });
const basis = [{ kind: 'source', speaker: 'coordination-headquarters' }];
const OPENED = { occurredAt: '2022-05-25', openedFor: 'prisoner-of-war', basis };
const NOTE = {
  occurredAt: '2023-07',
  note: 'The ICRC was asked, and will ask again within the month.',
  basis,
};

interface Answer {
  readonly etag: string;
  readonly consistency: string;
  readonly id: string;
}

async function post(path: string, body: object, etag?: string): Promise<Answer> {
  const text = JSON.stringify(body);
  const sent = request(`${url}${path}`, {
    method: 'POST',
    agent,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      'idempotency-key': randomUUID(),
      ...(etag === undefined ? {} : { 'if-match': etag }),
    },
  });
  sent.end(text);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const { id } = JSON.parse(await textOf(answer)) as { id: string };
  if ((answer.statusCode ?? 500) >= 300) throw new Error(`The api answered ${answer.statusCode} to ${path}.`);
  const { etag: now, 'homeward-consistency-token': consistency } = answer.headers;
  return { id, etag: String(now), consistency: String(consistency) };
}

async function textOf(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

async function caller(seconds: number, everyMs: number): Promise<Lap> {
  const { id, etag } = await post('/cases', OPENED);
  let last = etag;
  let due = performance.now() + Math.random() * everyMs;
  return repeatFor(seconds, async () => {
    const early = due - performance.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    due += everyMs;
    last = (await post(`/cases/${id}/notes`, NOTE, last)).etag;
    return 1;
  });
}

/** `rate`: so many a second over all callers, as many as can be if 0. */
const command: Task = ({ seconds, callers, rate }) => {
  const everyMs = Number(rate) === 0 ? 0 : (1_000 * Number(callers)) / Number(rate);
  return together(Array.from({ length: Number(callers) }, () => caller(Number(seconds), everyMs)));
};

serveTasks({ command });
