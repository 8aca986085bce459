import { setTimeout as pause } from 'node:timers/promises';
import { expect } from '@jest/globals';
import pg from 'pg';
import { connectEventStore } from '#libs/event-store/src/eventstoredb.js';
import type { Recorded } from '#libs/stored-events/src/codec.js';
import { openFolderKeys } from '#libs/stored-events/src/folder-keys.js';
import { homewardCodec, type HomewardEvent } from '#libs/stored-events/src/homeward-events.js';
import type { Caller, Carried } from './caller.js';
import type { Place } from './place.js';

type Log = readonly Recorded<HomewardEvent>[];
const REACTION = 'handover-returns-people';
/** A subscription that died without a word is left after half a minute; a delivery may take that long. */
const WITHIN_MS = 60_000;
/** So many of thousands of cases are asked for at once. */
const ASKING = 16;

/** Ledger, log and read models are one and the same: nothing is lost, nothing doubled. */
export async function mustAgree(place: Place, caller: Caller): Promise<void> {
  try {
    const log = await settledLog(place);
    const byCallers = log.filter(({ metadata }) => metadata.actor.role !== 'reaction');
    expect(byPlace(carriedIn(byCallers))).toEqual(byPlace(caller.ledger));
    mustHaveReacted(log);
    await tablesMustAgree(place, log);
    await answersMustAgree(caller, log);
  } catch (error) {
    process.stderr.write(`The projector's last words:\n${place.parts.projector.lastWords}\n`);
    throw error;
  }
}

/** The log once every reaction has been carried out. */
async function settledLog({ eventStoreUrl, keysAt }: Place): Promise<Log> {
  const store = connectEventStore(eventStoreUrl);
  const keys = await openFolderKeys(keysAt);
  const codec = homewardCodec(keys);
  try {
    return await eventually(async () => {
      const log: Recorded<HomewardEvent>[] = [];
      for await (const stored of store.readAll(null)) log.push(await codec.decode(stored));
      const due = expectedReturns(log).length;
      const done = log.filter(({ metadata }) => metadata.actor.role === 'reaction').length;
      return done >= due ? log : `${done} of ${due} returns were written`;
    });
  } finally {
    await store.close();
    await keys.close();
  }
}

/** What each command left in the log, as its caller is told it. */
function carriedIn(log: Log): Carried[] {
  const carried = new Map<string, Carried>();
  for (const { stream, revision, event, metadata } of log) {
    const earlier = carried.get(`${stream} ${metadata.commandId}`);
    const types = [...(earlier?.types ?? []), event.type];
    const { commandId } = metadata;
    carried.set(`${stream} ${commandId}`, { stream, commandId, revision, types });
  }
  return [...carried.values()];
}

const byPlace = (carried: readonly Carried[]): Carried[] =>
  carried.toSorted((a, b) => a.stream.localeCompare(b.stream) || a.revision - b.revision);

/** `case exchange` for each person on a manifest. */
function expectedReturns(log: Log): string[] {
  return log.flatMap(({ event, stream }) =>
    event.type === 'HandoverConfirmed'
      ? event.data.manifest.map((person) => `case-${person.case} ${stream}`)
      : [],
  );
}

function mustHaveReacted(log: Log): void {
  const returns = log.flatMap(({ event, stream, metadata }) =>
    event.type === 'Returned' && metadata.actor.id === REACTION
      ? [`${stream} exchange-${event.data.exchange}`]
      : [],
  );
  expect(returns.toSorted()).toEqual(expectedReturns(log).toSorted());
}

/** The tables that the projector writes hold each event of the log once. */
async function tablesMustAgree({ databaseUrl }: Place, log: Log): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const last = log.at(-1)?.position ?? 0n;
    await eventually(async () => {
      const { rows } = await client.query<{ behind: string }>(
        'SELECT projection AS behind FROM read.checkpoint WHERE coalesce(position, -1) < $1::bigint',
        [String(last)],
      );
      return rows.length === 0 ? true : `${rows.map(({ behind }) => behind).join(', ')} lag behind`;
    });
    const onCases = log.filter(({ stream }) => stream.startsWith('case-'));
    const { rows: history } = await client.query(
      `SELECT 'case-' || case_id AS stream, revision, position, type FROM read.case_history ORDER BY position`,
    );
    expect(history).toEqual(
      onCases.map(({ stream, revision, position, event: { type } }) => ({
        stream,
        revision,
        position: String(position),
        type,
      })),
    );
    const { rows: files } = await client.query(
      `SELECT 'case-' || case_id AS stream, revision, jsonb_array_length(entries) AS entries
       FROM read.case_file ORDER BY 1`,
    );
    const lengths = new Map<string, number>();
    for (const { stream } of onCases) lengths.set(stream, (lengths.get(stream) ?? 0) + 1);
    const expectedFiles = [...lengths].sort(([a], [b]) => (a < b ? -1 : 1));
    expect(files).toEqual(
      expectedFiles.map(([stream, entries]) => ({ stream, revision: entries - 1, entries })),
    );
    const { rows: figures } = await client.query<{ total: number }>(
      `SELECT coalesce(sum((handed_over->>'total')::int), 0)::int AS total FROM read.exchange_figures`,
    );
    expect(figures[0]?.total).toBe(expectedReturns(log).length);
  } finally {
    await client.end();
  }
}

/** The API tells each case's history as the log has it. */
async function answersMustAgree(caller: Caller, log: Log): Promise<void> {
  const streams = new Map<string, Recorded<HomewardEvent>[]>();
  for (const recorded of log)
    if (recorded.stream.startsWith('case-'))
      streams.set(recorded.stream, [...(streams.get(recorded.stream) ?? []), recorded]);
  const left = [...streams];
  const asking = async () => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const [stream, events] = next;
      const path = `/cases/${stream.slice('case-'.length)}/history`;
      const { lines } = (await caller.get(path)) as { lines: { revision: string; recordedAt: string }[] };
      expect(lines.map(({ revision, recordedAt }) => ({ revision, recordedAt }))).toEqual(
        events.map(({ revision, recordedAt }) => ({
          revision: String(revision),
          recordedAt: recordedAt.toISOString(),
        })),
      );
    }
  };
  await Promise.all(Array.from({ length: ASKING }, asking));
}

/** Asks again while it is told in a sentence what is still missing. */
export async function eventually<T>(ask: () => Promise<T | string>, everyMs = 100): Promise<T> {
  const until = performance.now() + WITHIN_MS;
  for (;;) {
    const answer = await ask();
    if (typeof answer !== 'string') return answer;
    if (performance.now() > until) throw new Error(answer);
    await pause(everyMs);
  }
}
