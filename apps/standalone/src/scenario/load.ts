import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '../client.js';
import { withIds, type ScenarioCommand } from './commands.js';

export interface Loaded {
  /** The ids by the names that the scenario gives them. */
  readonly ids: ReadonlyMap<string, string>;
  /** Proof of the last command, to be sent with the reads that follow. */
  readonly consistencyToken: string;
}

/** How many streams are written side by side. */
const SIDE_BY_SIDE = 24;
const RETURN_WITHIN_MS = 120_000;

/**
 * Sends the commands: chapter after chapter, in each the streams side by side, and those of one stream in order. Each has its own
 * idempotency key, so that a load that was cut short goes on when it is run again: what was carried out is answered as
 * before, and nothing is doubled.
 */
export async function loadScenario(
  name: string,
  chapters: readonly (readonly ScenarioCommand[])[],
  client: Client,
  known: ReadonlyMap<string, string>,
  progress: (done: number) => void,
): Promise<Loaded> {
  const ids = new Map(known);
  const etags = new Map<string, string>();
  const stopping = new AbortController();
  const { signal: failed } = stopping;
  setMaxListeners(SIDE_BY_SIDE, failed);
  const fail = (error: unknown): never => {
    stopping.abort();
    throw error;
  };
  let consistencyToken = '';
  let done = 0;
  const send = async (stream: string, { key, command }: Keyed): Promise<void> => {
    if (command.when === 'returned')
      etags.set(stream, await etagOnceReturned(client, ids.get(stream) ?? '', consistencyToken, failed));
    const { post, body } = withIds({ post: command.post, body: command.body }, ids);
    const answer = await client.post(command.as, post, body, {
      'idempotency-key': `${name}-${key}`,
      ...(etags.has(stream) ? { 'if-match': etags.get(stream) as string } : {}),
    });
    if (command.ref !== undefined) ids.set(command.ref, (answer.body as { id: string }).id);
    etags.set(stream, answer.etag);
    consistencyToken = answer.consistencyToken;
    progress(++done);
  };
  let before = 0;
  for (const chapter of chapters) {
    const streams = byStream(chapter, before).entries();
    before += chapter.length;
    const work = async () => {
      for (const [stream, commands] of streams)
        for (const command of commands) if (!failed.aborted) await send(stream, command);
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, () => work().catch(fail)));
  }
  return { ids, consistencyToken };
}

interface Keyed {
  readonly key: number;
  readonly command: ScenarioCommand;
}

/** The commands by the name of the stream that they write: the one that they make, or the first in their path. */
function byStream(chapter: readonly ScenarioCommand[], before: number): Map<string, Keyed[]> {
  const streams = new Map<string, Keyed[]>();
  for (const [index, command] of chapter.entries()) {
    const stream = command.ref ?? /\{([^}]+)\}/.exec(command.post)?.[1] ?? '';
    const commands = streams.get(stream) ?? [];
    commands.push({ key: before + index + 1, command });
    streams.set(stream, commands);
  }
  return streams;
}

/** A return that a handover brings is recorded by itself, moments later; what comes after it waits for it. */
async function etagOnceReturned(
  client: Client,
  id: string,
  consistencyToken: string,
  failed: AbortSignal,
): Promise<string> {
  const until = performance.now() + RETURN_WITHIN_MS;
  while (performance.now() < until) {
    const { body, etag } = await client.get('caseworker', `/cases/${id}`, consistencyToken);
    const { file } = body as { file: { whereabouts: { value: { phase: string } } } };
    if (file.whereabouts.value.phase === 'returned') return etag;
    await pause(200, undefined, { signal: failed });
  }
  throw new Error(`The return of ${id} was not recorded within ${RETURN_WITHIN_MS / 1000} s.`);
}
