import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { completed, confirmed, embargo, planned, reached } from '#libs/agreements/src/testing/sayings.js';
import {
  assigned,
  capture,
  confirmation,
  contact,
  correction,
  deathReport,
  finding,
  glassBreak,
  homecoming,
  identity,
  listing,
  note,
  opened,
  review,
  withdrawal,
} from '#libs/cases/src/testing/sayings.js';
import * as intakes from '#libs/intakes/src/testing/sayings.js';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { Live } from '#libs/projections/src/testing/live.js';
import { allProjections } from '#libs/read-models/src/all-projections.js';
import { readMigrations } from '#libs/read-models/src/read-migrations.js';
import { counted, received } from '#libs/remains/src/testing/sayings.js';
import type { VerifyParts } from '../verify/verify.js';

const id = (digit: string): string => `${digit.repeat(8)}-0000-4000-8000-000000000000`;
export const PERSON = `case-${id('a')}`;
export const OTHER = `case-${id('b')}`;

/** A log with every read model filled from it, and an auditor's login. */
export async function startHall() {
  const live = await Live.start(readMigrations);
  const running = live.run(allProjections);
  const tell = async (): Promise<void> => {
    await live.append(
      PERSON,
      null,
      opened(),
      assigned(),
      identity(),
      capture(),
      listing(),
      contact(),
      glassBreak(),
      review(),
      correction(3, capture({ occurredAt: edtf('2022-04') })),
      homecoming(),
    );
    await live.append(
      OTHER,
      null,
      opened({ openedFor: 'missing' }),
      confirmation(),
      finding(),
      deathReport(),
      note(),
    );
    await live.append(OTHER, 4, withdrawal(3));
    await live.append(`exchange-${id('e')}`, null, planned(), embargo(), confirmed());
    await live.append(`exchange-${id('f')}`, null, planned(), confirmed(), completed());
    await live.append(`agreement-${id('c')}`, null, reached());
    await live.append(`agreement-${id('9')}`, null, reached());
    await live.append(`reception-${id('d')}`, null, received(), counted());
    const intake = id('6');
    await live.append(`intake-${intake}`, null, intakes.opened(), intakes.taken(), intakes.closed());
    await live.append(`intake-${id('5')}`, null, intakes.opened());
    for (const digit of ['3', '4']) await takeIn(live, `case-${id(digit)}`, { intake, ref: digit });
    const last = await live.append(`reception-${id('8')}`, null, received());
    await Promise.all(allProjections.map(({ name }) => live.passed(name, last)));
  };
  const auditor = await makeAuditor(live);
  const parts: VerifyParts = {
    store: live.eventStore,
    codec: live.codec,
    databaseUrl: auditor.url,
    projections: allProjections,
    progress: () => undefined,
  };
  await tell();
  return {
    live,
    running,
    parts,
    async close() {
      await running.stop();
      await live.rows(`DROP OWNED BY ${auditor.login}`);
      await live.rows(`DROP ROLE ${auditor.login}`);
      await live.close();
    },
  };
}

/** A case that a line of a list led to. */
async function takeIn(
  { codec, eventStore }: Live,
  stream: string,
  line: { readonly intake: string; readonly ref: string },
): Promise<void> {
  const commandId = randomUUID();
  const actor = { id: '5aff0000-0000-4000-8000-000000000001', role: 'caseworker' };
  const told = { actor, commandId, digest: 'test', $correlationId: commandId, $causationId: commandId, line };
  const event = await codec.encode(stream, opened(), { eventId: randomUUID(), metadata: told });
  const { kind } = await eventStore.append(stream, 'no_stream', [event]);
  if (kind !== 'appended') throw new Error(`not appended: ${kind}`);
}

/** A login with the auditor's rights and no others. */
async function makeAuditor(live: Live): Promise<{ readonly url: string; readonly login: string }> {
  const login = `auditor_${randomUUID().replaceAll('-', '')}`;
  const password = randomBytes(16).toString('hex');
  await live.rows(
    `CREATE ROLE ${login} LOGIN PASSWORD ${pg.escapeLiteral(password)} IN ROLE homeward_auditor`,
  );
  const url = new URL(live.databaseUrl);
  [url.username, url.password] = [login, password];
  return { url: url.href, login };
}
