import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addNote } from '#libs/cases/src/actions/add-note.js';
import { openCase } from '#libs/cases/src/actions/open-case.js';
import { recordIdentity } from '#libs/cases/src/actions/record-identity.js';
import { note, identity, opened } from '#libs/cases/src/testing/sayings.js';
import { CommandHandling } from '#libs/command-handling/src/command-handling.js';
import { onCase } from '#libs/command-handling/src/testing/desk.js';
import { Live, until } from '#libs/projections/src/testing/live.js';
import { allProjections } from '#libs/read-models/src/all-projections.js';
import { readMigrations } from '#libs/read-models/src/read-migrations.js';
import { Codec } from '#libs/stored-events/src/codec.js';
import { NewerThanSoftware } from '#libs/stored-events/src/errors.js';
import {
  homewardCodec,
  homewardEvents,
  type HomewardCodec,
  type HomewardEvent,
} from '#libs/stored-events/src/homeward-events.js';
import { StoredEventRegistry, type AnyDefinition } from '#libs/stored-events/src/registry.js';

/** The definition as it was before its latest shape was added: such software wrote and read that shape as it stood. */
function before({ shapes, written, ...same }: AnyDefinition): AnyDefinition {
  const schema = shapes.length;
  return {
    ...same,
    shapes: shapes.slice(0, -1),
    written: written.filter((each) => each.schema < schema),
    read: (_schema, data) => data,
  };
}

const olderEvents = new StoredEventRegistry(
  homewardEvents.definitions.map((definition) =>
    definition.type === 'IdentityRecorded' ? before(definition) : definition,
  ),
);

/** What software of that time says of an identity: no field that came later. */
function asItWasSaid(): ReturnType<typeof identity>['data'] {
  const [first = {}] = homewardEvents.find('IdentityRecorded').shapes;
  const fields = Object.entries(identity().data).filter(([name]) => name in first);
  return Object.fromEntries(fields) as ReturnType<typeof identity>['data'];
}

const CASES = allProjections.filter(({ name }) => name === 'cases');

describe('Two versions of the software on one log', () => {
  let live: Live;
  let old: CommandHandling;
  let present: CommandHandling;
  let olderCodec: HomewardCodec;
  beforeAll(async () => {
    live = await Live.start(readMigrations);
    const { eventStore: store } = live;
    const { keys } = live.keys;
    olderCodec = new Codec<HomewardEvent>(olderEvents, keys);
    const parts = {
      store,
      keys,
      clock: () => new Date('2025-07-01T09:00:00Z'),
      cacheBytes: 1_000_000,
      resolveWithinMs: 10_000,
    };
    old = new CommandHandling({ ...parts, codec: olderCodec });
    present = new CommandHandling({ ...parts, codec: homewardCodec(keys) });
  });
  afterAll(() => live?.close());

  const sentences = async (id: string): Promise<unknown[]> =>
    live.rows('SELECT revision, type FROM read.case_history WHERE case_id = $1 ORDER BY revision', [id]);

  it('work side by side: the older one writes on where it can read, and says where it cannot', async () => {
    const [early, late] = [randomUUID(), randomUUID()];
    const olderProjector = live.run(CASES, live.eventStore, olderCodec);
    for (const id of [early, late]) await old.execute(onCase(id, openCase, opened().data, 'new'));
    const commandId = randomUUID();
    const first = onCase(early, recordIdentity, asItWasSaid(), 0, commandId);
    const done = await old.execute(first);
    expect(done).toMatchObject({ kind: 'done', types: ['IdentityRecorded'], revision: 1 });
    await live.passed('cases', positionOf(done));

    // The readers go first: the newer projector waits until the older one has gone, and takes over where that one stood.
    const projector = live.run(CASES);
    await until(() => projector.status.phase === 'standby');
    await olderProjector.stop();
    await until(() => projector.status.phase === 'following');

    // A command that was answered before the upgrade is answered in the same way after it.
    expect(await present.execute(first)).toMatchObject(done);
    const said = await present.execute(onCase(late, recordIdentity, identity().data, 0));
    expect(said).toMatchObject({ kind: 'done', revision: 1 });
    await live.passed('cases', positionOf(said));

    const noted = (id: string) => onCase(id, addNote, note().data, 1);
    await expect(old.execute(noted(late))).rejects.toThrow(NewerThanSoftware);
    expect(await old.execute(noted(early))).toMatchObject({ kind: 'done', revision: 2 });
    const last = await present.execute(noted(late));
    expect(last).toMatchObject({ kind: 'done', revision: 2 });
    await live.passed('cases', positionOf(last));
    const history = ['CaseOpened', 'IdentityRecorded', 'NoteAdded'].map((type, revision) => ({
      revision,
      type,
    }));
    expect([await sentences(early), await sentences(late)]).toEqual([history, history]);
    await projector.stop();
  });

  it('never skip: an older projector that is started again stops before what it cannot read', async () => {
    const id = randomUUID();
    await present.execute(onCase(id, openCase, opened().data, 'new'));
    const said = positionOf(await present.execute(onCase(id, recordIdentity, identity().data, 0)));
    const older = live.run(CASES, live.eventStore, olderCodec);
    const stop = () => older.status.projections['cases']?.stopped ?? null;
    await until(() => stop() !== null);
    expect(stop()?.error).toContain('Upgrade');
    expect(await sentences(id)).toEqual([{ revision: 0, type: 'CaseOpened' }]);
    await older.stop();
    const projector = live.run(CASES);
    await live.passed('cases', said);
    expect(await sentences(id)).toHaveLength(2);
    await projector.stop();
  });
});

function positionOf(outcome: { readonly kind: string; readonly position?: bigint }): bigint {
  if (outcome.position === undefined) throw new Error(`not recorded: ${outcome.kind}`);
  return outcome.position;
}
