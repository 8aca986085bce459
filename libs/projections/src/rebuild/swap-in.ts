import { setTimeout as delay } from 'node:timers/promises';
import type { ClientBase } from 'pg';
import type { EventStore } from '#libs/event-store/src/event-store.js';
import { crashPoint } from '#libs/kernel/src/crash-point.js';
import { addAnswer, PROJECTOR_CHANNEL } from '#libs/records/src/operator-requests.js';
import type { HomewardCodec } from '#libs/stored-events/src/homeward-events.js';
import { opened } from '../arrival.js';
import { CHECKPOINT_CHANNEL } from '../checkpoints.js';
import type { StopReport } from '../stop-report.js';
import type { Rebuilding } from './rebuilding.js';
import type { SideTables } from './side-tables.js';

export interface SwapParts {
  readonly rebuilding: Rebuilding;
  readonly sides: SideTables;
  readonly client: ClientBase;
  readonly eventStore: EventStore;
  readonly codec: HomewardCodec;
}

const CHUNK = 500;

interface Live {
  readonly version: number;
  readonly position: string | null;
  readonly stopped: StopReport | null;
}

/** So often it waits for the live projection to come as far, in order to compare; then it swaps all the same. */
const WAITS_TO_COMPARE = 100;
const WAIT_MS = 50;

/**
 * In one transaction: the live projection held still, the last events taken, the rows compared where the version is the same and both
 * are at one position, and the tables swapped with the checkpoint. Else nothing was done. `read again`: among the last events is one that
 * it cannot take, or the signal aborted. `changed`: somebody changed the tables that are read in between. Throws when a lock was not to be
 * had.
 */
export async function swapIn(
  parts: SwapParts,
  signal: AbortSignal,
): Promise<'live' | 'read again' | 'changed'> {
  for (let waited = 0; !signal.aborted; waited += 1) {
    const outcome = await inOneTransaction(parts, waited < WAITS_TO_COMPARE);
    if (outcome !== 'behind') return outcome;
    await delay(WAIT_MS, undefined, { signal }).catch(() => undefined);
  }
  return 'read again';
}

/** `behind`: the live projection has not come as far yet, so that nothing can be compared. */
type Outcome = 'live' | 'behind' | 'read again' | 'changed';

async function inOneTransaction(parts: SwapParts, mayWait: boolean): Promise<Outcome> {
  const { client, rebuilding, sides } = parts;
  await client.query('BEGIN');
  try {
    const outcome = await prepared(parts, mayWait);
    if (outcome !== 'live') {
      await client.query('ROLLBACK');
      return outcome;
    }
    await sides.swap();
    await moveLive(parts);
    await rebuilding.move({ state: 'live' });
    crashPoint('rebuild:before-swap');
    await client.query('COMMIT');
    return 'live';
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** Up to where nothing but the swap is left. */
async function prepared(
  { client, rebuilding, sides, eventStore, codec }: SwapParts,
  mayWait: boolean,
): Promise<Outcome> {
  const { projection, version, definition } = rebuilding.at;
  const { rows } = await client.query<Live>(
    'SELECT version, position, stopped FROM read.checkpoint WHERE projection = $1 AND partition = 0 FOR UPDATE',
    [projection],
  );
  const [live] = rows;
  const isSame = live?.version === version && live.stopped === null;
  const goal = live === undefined || live.position === null ? null : BigInt(live.position);
  const isAhead = isSame && isBefore(goal, rebuilding.position);
  if (isAhead && mayWait) return 'behind';
  await sides.hold();
  if ((await sides.definition()) !== definition) return 'changed';
  if (!isSame || isAhead) return 'live';
  if (goal !== null && isBefore(rebuilding.position, goal))
    await rebuilding.withinTransaction(async () => {
      for await (const chunk of eventStore.readAllInChunks(rebuilding.position, CHUNK)) {
        const within = chunk.filter(({ position: at }) => at <= goal);
        await rebuilding.take(await opened(within, codec, rebuilding.at.knownFrom));
        if (within.length < chunk.length) break;
      }
    });
  // It will be met again, and reported, outside of this transaction.
  if (rebuilding.at.stopped !== null) return 'read again';
  if (rebuilding.position === goal) await rebuilding.move({ differences: await sides.differences() });
  return 'live';
}

async function moveLive({ client, rebuilding }: SwapParts): Promise<void> {
  const { projection, version, position, eventId, knownFrom, skipped, request, events } = rebuilding.at;
  await client.query(
    `INSERT INTO read.checkpoint (projection, partition, version, position, event_id, known_from, skipped)
     VALUES ($1, 0, $2, $3::bigint, $4, $5, $6::jsonb)
     ON CONFLICT (projection, partition) DO UPDATE
     SET version = excluded.version, position = excluded.position, event_id = excluded.event_id,
         known_from = excluded.known_from, skipped = excluded.skipped, stopped = NULL`,
    [projection, version, position, eventId, knownFrom, JSON.stringify(skipped)],
  );
  await client.query(
    `SELECT pg_notify('${CHECKPOINT_CHANNEL}', json_build_object('projection', $1::text, 'position', $2::text)::text),
            pg_notify('${PROJECTOR_CHANNEL}', 'swapped')`,
    [projection, position],
  );
  const explanation = `${projection} was rebuilt from ${events} events, and is read.`;
  if (request !== null) await addAnswer(client, request, { outcome: 'done', explanation });
}

function isBefore(a: bigint | null, b: bigint | null): boolean {
  return b !== null && (a === null || a < b);
}
