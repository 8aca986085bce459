import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventStore } from '#libs/event-store/src/event-store.js';
import type { Projection } from './projection.js';
import type { StopReport } from './stop-report.js';
import { counting, countingMigrations, countingToo, refusing } from './testing/counting.js';
import { captured, person } from './testing/captured.js';
import { Live, until, type RunningProjections } from './testing/live.js';

const stopOf = ({ status }: RunningProjections, projection: string): StopReport | null =>
  status.projections[projection]?.stopped ?? null;

describe('The runner of projections', () => {
  let live: Live;
  beforeEach(async () => {
    live = await Live.start(countingMigrations);
  });
  afterEach(() => live.close());

  const counted = (table = 'counted') =>
    live.rows<{ stream: string; revision: number; position: string; events: number }>(
      `SELECT stream, revision, position, events FROM read.${table} ORDER BY stream`,
    );
  const checkpoint = async (projection: string) =>
    (
      await live.rows<{ position: string; version: number; stopped: object | null }>(
        'SELECT position, version, stopped FROM read.checkpoint WHERE projection = $1',
        [projection],
      )
    )[0];

  it('moves rows and checkpoint together, and goes on from the checkpoint after a restart', async () => {
    const first = live.run([counting()]);
    await live.append(person(1), null, captured('a'), captured('b'));
    await live.passed('counting', await live.append(person(2), null, captured('c')));
    await first.stop();
    const last = await live.append(person(1), 1, captured('d'));
    live.run([counting()]);
    await live.passed('counting', last);

    expect(await counted()).toEqual([
      { stream: person(1), revision: 2, position: String(last), events: 3 },
      { stream: person(2), revision: 0, position: expect.any(String), events: 1 },
    ]);
    expect(await checkpoint('counting')).toMatchObject({ position: String(last), stopped: null });
  });

  it('moves over events of other streams, and says so to waiting reads', async () => {
    const running = live.run([{ ...counting(), streams: ['exchange'] }]);
    const position = await live.append(person(1), null, captured('a'));
    await live.passed('counting', position);
    expect(await counted()).toEqual([]);
    await until(() => running.status.projections['counting']?.caughtUp === true);
    expect(running.status).toMatchObject({
      phase: 'following',
      projections: { counting: { position: String(position), caughtUp: true, stopped: null } },
    });
  });

  it('stops a projection at an event that it cannot take, whole up to there, while the others go on', async () => {
    await live.append(person(1), null, captured('a'), captured('Olenivka'), captured('b'));
    const last = await live.append(person(2), null, captured('c'));
    const running = live.run([counting(1, refusing('Olenivka')), countingToo()]);
    await live.passed('counting-too', last);
    await until(() => stopOf(running, 'counting') !== null);

    expect(await counted('other_counted')).toHaveLength(2);
    expect(await counted()).toEqual([expect.objectContaining({ stream: person(1), revision: 0, events: 1 })]);
    expect(running.status.projections['counting']?.stopped).toMatchObject({
      error: expect.stringMatching(/^Error at /),
      event: { stream: person(1), revision: 1, type: 'Captured' },
    });
    expect((await checkpoint('counting'))?.stopped).toEqual(running.status.projections['counting']?.stopped);
    expect(JSON.stringify(running.status) + running.said.join('')).not.toContain('Olenivka');
    expect(running.said.join('')).toContain('projection stopped');
    await running.stop();

    const mended = live.run([counting(), countingToo()]);
    await live.passed('counting', last);
    expect(await counted()).toHaveLength(2);
    await until(() => mended.status.projections['counting']?.stopped === null);
    expect(await checkpoint('counting')).toMatchObject({ position: String(last), stopped: null });
  });

  it('stops at rows that PostgreSQL refuses, and names the event', async () => {
    await live.rows('ALTER TABLE read.counted ADD CONSTRAINT few CHECK (events < 3)');
    await live.append(person(1), null, captured('a'), captured('b'), captured('c'), captured('d'));
    const running = live.run([counting(), countingToo()]);
    await until(() => stopOf(running, 'counting') !== null);
    expect(running.status.projections['counting']?.stopped).toMatchObject({
      error: 'PostgreSQL refused the rows: SQLSTATE 23514 (counted, few)',
      event: { revision: 2 },
    });
    expect(await counted()).toEqual([expect.objectContaining({ events: 2 })]);
  });

  it('stops all projections at an event that is newer than the software, and those that need it at one that is damaged', async () => {
    const metadata = {
      schema: 99,
      actor: { id: 'a', role: 'b' },
      commandId: 'c',
      digest: 'd',
      $correlationId: 'e',
      $causationId: 'f',
    };
    const bytes = (value: object) => Buffer.from(JSON.stringify(value));
    const append = (id: string, schema: number) =>
      live.eventStore.append(`case-${id}`, 'no_stream', [
        { id, type: 'Captured', data: bytes({}), metadata: bytes({ ...metadata, schema }) },
      ]);
    const elsewhere: Projection = { ...countingToo(), streams: ['exchange'] };
    await append('10000000-0000-4000-8000-000000000000', 1);
    const damaged = live.run([counting(), elsewhere]);
    await until(() => (damaged.status.projections['counting-too']?.position ?? null) !== null);
    expect(damaged.status.projections['counting']?.stopped?.error).toMatch(
      /^MalformedEvent: Captured at revision 0/,
    );
    expect(damaged.status.projections['counting-too']?.stopped).toBeNull();

    await append('20000000-0000-4000-8000-000000000000', 99);
    await until(() => stopOf(damaged, 'counting-too') !== null);
    expect(damaged.status.projections['counting-too']?.stopped?.error).toMatch(
      /^NewerThanSoftware: .*schema 99/,
    );
  });

  it('empties and fills the tables anew when the version is raised, and leaves those of a newer one alone', async () => {
    const last = await live.append(person(1), null, captured('a'), captured('b'));
    const old = live.run([counting(1)]);
    await live.passed('counting', last);
    await old.stop();
    await live.rows('UPDATE read.counted SET events = 77, position = position + 1');
    const newer = live.run([counting(2)]);
    await until(async () => (await counted())[0]?.events === 2);
    await newer.stop();
    expect(await checkpoint('counting')).toMatchObject({ version: 2, position: String(last) });

    const older = live.run([counting(1)]);
    await until(() => stopOf(older, 'counting') !== null);
    expect(older.status.projections['counting']?.stopped?.error).toContain('version 2');
    expect(await counted()).toHaveLength(1);
  });

  it('stops with what to do when the log does not have the event of the checkpoint', async () => {
    const running = live.run([counting()]);
    await live.passed('counting', await live.append(person(1), null, captured('a')));
    await running.stop();
    await live.rows('UPDATE read.checkpoint SET event_id = gen_random_uuid()');
    const again = live.run([counting()]);
    await until(() => stopOf(again, 'counting') !== null);
    expect(again.status.projections['counting']?.stopped).toMatchObject({
      error: expect.stringContaining('it is another log, or an older copy of it'),
      remedy: expect.stringContaining('EVENTSTORE_URL'),
    });
    await again.stop();
    await live.rows('UPDATE read.checkpoint SET position = 999999999');
    const beyond = live.run([counting()]);
    await until(() => stopOf(beyond, 'counting') !== null);
  });

  it('writes nothing when somebody else moved the checkpoint, and begins again from there', async () => {
    const running = live.run([counting()]);
    const first = await live.append(person(1), null, captured('a'));
    await live.passed('counting', first);
    await live.rows('UPDATE read.checkpoint SET position = NULL, event_id = NULL, known_from = NULL');
    await live.rows('TRUNCATE read.counted');
    const second = await live.append(person(1), 0, captured('b'));
    await live.passed('counting', second);
    expect(running.said.join('')).toContain('The checkpoint of counting is not where this projector left it');
    expect(await counted()).toEqual([
      { stream: person(1), revision: 1, position: String(second), events: 2 },
    ]);
  });

  it('knows each event from the running maximum of the clock of the store, also over a restart', async () => {
    await live.append(person(1), null, captured('a'), captured('b'), captured('c'), captured('d'));
    const times = [
      '2025-06-14T10:00:00.000Z',
      '2025-06-14T09:00:00.000Z',
      '2025-06-14T11:00:00.000Z',
      '2025-06-14T08:00:00.000Z',
    ];
    const clock = (upTo: number): EventStore => ({
      ...live.eventStore,
      eventAt: (position) => live.eventStore.eventAt(position),
      async *follow(after, signal) {
        for await (const each of live.eventStore.follow(after, signal)) {
          if (each.kind === 'event' && each.event.revision >= upTo) continue;
          if (each.kind === 'caughtUp') yield each;
          else
            yield {
              kind: 'event',
              event: { ...each.event, created: new Date(times[each.event.revision] ?? '') },
            };
        }
      },
    });
    const knownFrom = async () =>
      (await live.rows<{ known_from: string[] }>('SELECT known_from FROM read.counted'))[0]?.known_from;
    const running = live.run([counting()], clock(3));
    await until(async () => (await knownFrom())?.length === 3);
    await running.stop();
    live.run([counting()], clock(4));
    await until(async () => (await knownFrom())?.length === 4);
    expect(await knownFrom()).toEqual([times[0], times[0], times[2], times[2]]);
  });

  it('refuses two projections that claim one table', async () => {
    await expect(live.run([counting(), { ...counting(), name: 'another' }]).stop()).rejects.toThrow(
      'The table read.counted is claimed twice: by counting and by another.',
    );
  });
});
