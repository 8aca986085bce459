import type { Client } from '../client.js';
import { withIds, type ScenarioCommand } from './commands.js';

export interface Loaded {
  /** The ids by the names that the scenario gives them. */
  readonly ids: ReadonlyMap<string, string>;
  /** Proof of the last command, to be sent with the reads that follow. */
  readonly consistencyToken: string;
}

/**
 * Sends the commands in order. Each has its own idempotency key, so that a load that was cut short goes on when it is
 * run again: what was carried out is answered as before, and nothing is doubled.
 */
export async function loadScenario(
  name: string,
  commands: readonly ScenarioCommand[],
  client: Client,
  known: ReadonlyMap<string, string>,
  progress: (done: number) => void,
): Promise<Loaded> {
  const ids = new Map(known);
  const etags = new Map<string, string>();
  let consistencyToken = '';
  for (const [index, command] of commands.entries()) {
    const { as, post, body } = { ...command, ...withIds({ post: command.post, body: command.body }, ids) };
    const stream = post.split('/').slice(1, 3).join('/');
    const answer = await client.post(as, post, body, {
      'idempotency-key': `${name}-${index + 1}`,
      ...(etags.has(stream) ? { 'if-match': etags.get(stream) as string } : {}),
    });
    const { id } = answer.body as { id: string };
    if (command.ref !== undefined) ids.set(command.ref, id);
    etags.set(command.ref === undefined ? stream : `${post.slice(1)}/${id}`, answer.etag);
    consistencyToken = answer.consistencyToken;
    progress(index + 1);
  }
  return { ids, consistencyToken };
}
