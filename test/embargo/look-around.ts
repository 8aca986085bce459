import pg from 'pg';
import type { Role } from '#libs/access/src/roles.js';
import { SOURCE } from '#test/support/demo-person.js';
import { ATTEMPTS, type Attempt } from './attempts.js';
import { LIST, READINGS, SEARCHES, TOLD_TO_OPERATORS } from './readings.js';
import { addAll, toldBy } from './told.js';
import { OUTSIDERS } from './plans.js';
import type { World } from './world.js';

const REASON = { 'homeward-reason': 'the yearly audit' };

/** Everything that those who may not know were told in a world, by whom and when. */
export class Ledger {
  readonly told = new Map<string, string>();

  note(place: string, more: Iterable<readonly [string, string]>): void {
    for (const [name, value] of more) this.told.set(`${place} → ${name}`, value);
  }
}

/** Everyone reads all that there is to read. */
export async function readAll(
  world: World,
  ledger: Ledger,
  step: number,
  roles: readonly Role[] = OUTSIDERS,
) {
  for (const as of roles)
    for (const path of Object.values(READINGS).flatMap((paths) => paths(world))) {
      const answer = await world.homeward.client.get(path, { as, headers: REASON, ...world.after });
      ledger.note(`${step} ${as} GET ${path}`, toldBy(answer));
    }
  for (const as of roles.filter((role) => role !== 'operator')) {
    const answer = await world.homeward.client.get(TOLD_TO_OPERATORS, { as, headers: REASON });
    ledger.note(`${step} ${as} GET ${TOLD_TO_OPERATORS}`, toldBy(answer));
  }
  for (const as of roles)
    for (const body of SEARCHES(world)) {
      const answer = await world.homeward.client.post('/cases/search', body, {
        as,
        headers: REASON,
        ...world.after,
      });
      ledger.note(`${step} ${as} POST /cases/search ${JSON.stringify(body)}`, toldBy(answer));
    }
  await readReports(world, ledger, step);
}

/** What the reports are made of: every view that their role may read. */
async function readReports(world: World, ledger: Ledger, step: number): Promise<void> {
  const client = new pg.Client({ connectionString: world.homeward.place.databaseUrl });
  await client.connect();
  try {
    await client.query('SET ROLE homeward_reporter');
    const { rows: views } = await client.query<{ name: string }>(
      `SELECT oid::regclass::text AS name FROM pg_class
       WHERE relnamespace = 'read'::regnamespace AND relkind IN ('r', 'v', 'm') AND has_table_privilege(oid, 'SELECT')
       ORDER BY 1`,
    );
    if (views.length === 0) throw new Error('reports are made of nothing');
    for (const { name } of views) {
      const { rows } = await client.query<Record<string, unknown>>(
        `SELECT to_jsonb(v) AS row FROM ${name} AS v`,
      );
      const told = new Map<string, string>();
      addAll(
        told,
        '',
        rows.map(({ row }) => row).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
      );
      ledger.note(`${step} reports ${name}`, told);
    }
  } finally {
    await client.end();
  }
}

/** Tries the doors that are due at this step, and some always: what a stale revision, and a command sent again, are answered. */
export async function tryAll(
  world: World,
  ledger: Ledger,
  step: number,
  due: readonly string[],
): Promise<void> {
  const attempts = due.flatMap((route) => ATTEMPTS[route] ?? []).flatMap((door) => door(world));
  for (const id of world.people) {
    const note = { as: 'caseworker' as const, thing: `/cases/${id}`, path: `/cases/${id}/notes`, body: NOTE };
    attempts.push({ ...note, ifMatch: '"3"' }, { ...note, ifMatch: '"99"' }, { ...note, key: 'note' });
  }
  const told = new Map<string, string>();
  for (const attempt of attempts) await tryOne(world, ledger, step, attempt, told);
}

/** Posts a list, of which each line is decided on what its sender may see. */
export async function takeListIn(world: World, ledger: Ledger, step: number): Promise<void> {
  const answer = await world.postLines(world.intake, LIST(world, step));
  ledger.note(`${step} caseworker POST the list`, toldBy(answer));
}

const NOTE = { occurredAt: '2025-06-21', note: 'sent again and again', basis: SOURCE };

/** At the revision that was told last of the thing: by an attempt before, or by a look at it. */
async function tryOne(
  world: World,
  ledger: Ledger,
  step: number,
  { as, thing, path, body, ifMatch, key }: Attempt,
  told: Map<string, string>,
): Promise<void> {
  const { client } = world.homeward;
  if (thing !== null && !told.has(thing)) {
    const read = await client.get(thing, { as, ...world.after });
    told.set(thing, read.headers.get('etag') ?? '"0"');
  }
  const at = ifMatch ?? told.get(thing ?? '');
  const said = `${JSON.stringify(body)} ${ifMatch ?? ''}`;
  const answer = await client.post(path, body, {
    as,
    key: key ?? `${step} ${said}`.replaceAll(/[^\x21-\x7e]/g, '').slice(0, 200),
    ...(at && { ifMatch: at }),
  });
  const etag = answer.headers.get('etag');
  if (thing !== null && etag !== null) told.set(thing, etag);
  // What was done before is answered with its own place in the log, which is passed long since.
  if (answer.status < 300 && answer.status !== 202 && key === undefined) world.last = answer;
  ledger.note(`${step} ${as} POST ${path} ${said}`, toldBy(answer));
}
