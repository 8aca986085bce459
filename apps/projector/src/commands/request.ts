import { setTimeout as delay } from 'node:timers/promises';
import { userInfo } from 'node:os';
import pg from 'pg';
import { databaseUrl } from '#libs/kernel/src/configuration.js';
import { processConfiguration } from '#libs/kernel/src/process-configuration.js';
import type { Projection } from '#libs/projections/src/projection.js';
import { allProjections } from '#libs/read-models/src/all-projections.js';
import { answerTo, type Answer } from '#libs/records/src/operator-requests.js';
import { OperatorError } from '../operator-error.js';

export const WHO = ['--who <staff>', 'who asks for it', userInfo().username] as const;
export const WHY = ['--why <text>', 'why: it is recorded for good, so name no person'] as const;

const ASK_AGAIN_MS = 250;
const TAKEN_UP_WITHIN_MS = 30_000;

export async function withDatabase(work: (db: pg.Client) => Promise<void>): Promise<void> {
  const configuration = processConfiguration({ DATABASE_URL: databaseUrl });
  if (!configuration.ok) throw new OperatorError(configuration.faults.join('\n'));
  const db = new pg.Client({
    connectionString: configuration.values.DATABASE_URL,
    application_name: 'homeward-operator',
  });
  db.on('error', () => undefined);
  await db.connect();
  try {
    await work(db);
  } finally {
    await db.end();
  }
}

export function projectionNamed(name: string): Projection {
  const found = allProjections.find((projection) => projection.name === name);
  if (found !== undefined) return found;
  const names = allProjections.map((projection) => projection.name).join(', ');
  throw new OperatorError(`There is no projection ${name}. There are: ${names}.`);
}

/** Waits for the projector's answer, and says what it is. `isTakenUp`: there is a sign of it, so that waiting is worth it. */
export async function answered(
  db: pg.Client,
  request: string,
  isTakenUp: () => Promise<boolean>,
): Promise<Answer> {
  for (let waited = 0; ; waited += ASK_AGAIN_MS) {
    const answer = await answerTo(db, request);
    if (answer !== null) return answer;
    if (await isTakenUp()) waited = 0;
    if (waited > TAKEN_UP_WITHIN_MS)
      throw new OperatorError(
        `Request ${request} is recorded, but no projector has taken it up. Start one: it finds the request then.`,
      );
    await delay(ASK_AGAIN_MS);
  }
}

/** Throws an OperatorError if it was not done. */
export function say({ outcome, explanation }: Answer): void {
  if (outcome !== 'done') throw new OperatorError(`${outcome}: ${explanation}`);
  process.stdout.write(`${explanation}\n`);
}
