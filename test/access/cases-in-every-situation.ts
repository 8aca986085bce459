import { randomUUID } from 'node:crypto';
import type { Role } from '#libs/access/src/roles.js';
import { OPENED, Thread } from '#test/support/demo-person.js';
import { OFFICE, STAFF, type Homeward } from '#test/support/homeward.js';
import type { Answer } from '#test/support/http-client.js';
import { situations, type Situation } from './situations.js';

const OTHERS = '00000000-0000-4000-8000-0000000000f1';
const SOMEBODY = '00000000-0000-4000-8000-0000000000f4';
const BREAKERS: readonly Role[] = ['caseworker', 'negotiator', 'supervisor'];

export interface Found {
  readonly cases: Readonly<Record<Situation, string>>;
  /** Its consistency token covers all of them. */
  readonly last: Answer;
}

/** One real case for each situation, which the staff of the tests is in. */
export async function casesInEverySituation(homeward: Homeward): Promise<Found> {
  const others = { offices: [OTHERS], staff: [], sensitivity: 'ordinary' };
  const staff = Object.values(STAFF);
  const assignments: Record<Situation, object> = {
    n: others,
    o: { ...others, offices: [OFFICE] },
    p: { ...others, staff },
    q: { ...others, offices: [OFFICE], staff: [SOMEBODY], sensitivity: 'restricted' },
    r: { ...others, staff, sensitivity: 'restricted' },
    g: others,
    x: others,
    j: others,
  };
  const yesterday = await homeward.startApi({ clock: () => new Date(Date.now() - 24 * 3_600_000) });
  const found: Partial<Record<Situation, string>> = {};
  let last: Answer | undefined;
  for (const situation of situations) {
    const opening = { ...OPENED, assignment: assignments[situation] };
    const thread = await Thread.begin(homeward.client, 'cases', opening);
    found[situation] = thread.id;
    last = thread.last;
    if (!'gxj'.includes(situation)) continue;
    const client = situation === 'x' ? yesterday.client : homeward.client;
    for (const as of BREAKERS)
      last = await thread.post('break-glass', { reason: 'a test', hours: 1 }, { as, via: client });
    if (situation === 'j') last = await reviewAll(homeward, last);
  }
  if (last === undefined) throw new Error('There is no situation.');
  return { cases: found as Record<Situation, string>, last };
}

/** Another supervisor finds every breaking of the glass of the case that was last written not justified. */
async function reviewAll({ client, issuer }: Homeward, after: Answer): Promise<Answer> {
  const as = { token: await issuer.mintToken(randomUUID(), 'supervisor') };
  const { body } = await client.get('/break-glass', { as, after });
  let last = after;
  for (const { glass, caseId } of body['glasses'] as { glass: string; caseId: string }[]) {
    if (caseId !== after.body['id']) continue;
    last = await client.post(
      `/cases/${caseId}/break-glass/${glass}/review`,
      { finding: 'not-justified' },
      { as },
    );
    if (last.status !== 200) throw new Error(`The review was refused: ${last.text}`);
  }
  return last;
}
