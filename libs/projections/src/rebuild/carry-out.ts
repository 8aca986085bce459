import type { ClientBase } from 'pg';
import { addAnswer } from '#libs/records/src/operator-requests.js';
import { crashPoint } from '#libs/kernel/src/crash-point.js';
import { tablesOf } from '../ownership.js';
import type { Projection } from '../projection.js';
import type { Step } from './plan.js';
import { inTransaction } from './in-transaction.js';
import type { Notices } from './notices.js';
import { underLease, type RebuildOptions } from './rebuild-lease.js';
import { replay } from './replay.js';
import { SideTables } from './side-tables.js';
import { createRebuild } from './stored-rebuild.js';

/** Answers, forgets, begins, and then carries on all rebuilds together, over one reading of the log. */
export async function carryOut(
  steps: readonly Step[],
  options: RebuildOptions,
  client: ClientBase,
  notices: Notices,
): Promise<void> {
  const { holder } = options;
  const going: Projection[] = [];
  const byName = new Map(options.projections.map((projection) => [projection.name, projection]));
  for (const step of steps) {
    switch (step.kind) {
      case 'answer':
        await underLease(client, holder, () => addAnswer(client, step.request, step.answer));
        break;
      case 'forget':
        await underLease(client, holder, async () => {
          await new SideTables(client, tablesOf(found(byName, step.projection))).forget('read_old');
          const explanation = `The tables that the last rebuild of ${step.projection} replaced are dropped.`;
          await addAnswer(client, step.request, { outcome: 'done', explanation });
        });
        break;
      case 'begin':
        going.push(found(byName, step.projection));
        await begin(found(byName, step.projection), step, client, holder);
        options.log.info({ projection: step.projection, version: step.version }, 'rebuild begun');
        break;
      case 'go on':
        going.push(found(byName, step.rebuild.projection));
        options.log.info(
          { projection: step.rebuild.projection, state: step.rebuild.state },
          'rebuild resumed',
        );
        break;
    }
  }
  if (going.length > 0) await replay(going, options, notices);
}

async function begin(
  { name, version, models }: Projection,
  { throttle, request }: Extract<Step, { kind: 'begin' }>,
  client: ClientBase,
  holder: string,
): Promise<void> {
  const tables = tablesOf({ models });
  const keyed = tablesOf({ models: models.filter(({ isAppendOnly }) => isAppendOnly !== true) });
  await inTransaction(client, async () => {
    const sides = new SideTables(client, tables);
    await sides.make(keyed);
    const definition = await sides.definition();
    await createRebuild(client, holder, { projection: name, version, definition, throttle, request });
  });
  crashPoint('rebuild:created');
}

function found(byName: ReadonlyMap<string, Projection>, name: string): Projection {
  const projection = byName.get(name);
  if (projection === undefined) throw new Error(`There is no projection ${name}.`);
  return projection;
}
