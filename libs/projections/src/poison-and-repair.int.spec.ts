import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { EventStoreUnavailable } from '#libs/event-store/src/event-store.js';
import type { HomewardEvent } from '#libs/stored-events/src/homeward-events.js';
import { answerTo } from '#libs/records/src/operator-requests.js';
import { askToRebuild, askToRetry, askToSkip } from './ask-projector.js';
import { captured, person } from './testing/captured.js';
import { counting, countingMigrations } from './testing/counting.js';
import { Live, until, type RunningProjections } from './testing/live.js';

describe('A projection that stands still', () => {
  let live: Live;
  let db: pg.Client;
  let refuses = true;
  beforeEach(async () => {
    refuses = true;
    live = await Live.start(countingMigrations);
    db = new pg.Client({ connectionString: live.databaseUrl });
    await db.connect();
  });
  afterEach(async () => {
    await db.end();
    await live.close();
  });

  const mayFold = ({ event }: { event: HomewardEvent }): void => {
    const place = event.type === 'Captured' ? event.data.place : null;
    if (refuses && place?.kind === 'known' && place.value === 'Olenivka') throw new Error('cannot');
  };
  const projection = counting(1, mayFold);
  const where = { projection, who: 'an operator', why: 'a test' };
  const counted = () => live.rows('SELECT stream, revision, events FROM read.counted ORDER BY stream');
  const stopOf = ({ status }: RunningProjections) => status.projections['counting']?.stopped ?? null;
  const poisoned = async () => {
    const last = await live.append(person(1), null, captured('a'), captured('Olenivka'), captured('b'));
    const running = live.run([projection]);
    await until(() => stopOf(running) !== null);
    return { last, running, eventId: stopOf(running)?.event?.id ?? '' };
  };

  it('is retried without a restart, and who asked for it and why is recorded', async () => {
    const { last } = await poisoned();
    refuses = false;
    const request = await askToRetry(db, where);
    await live.passed('counting', last);
    expect(await counted()).toEqual([{ stream: person(1), revision: 2, events: 3 }]);
    expect(await live.rows('SELECT id, who, why, kind, projection FROM records.operator_request')).toEqual([
      { id: request, who: 'an operator', why: 'a test', kind: 'retry', projection: 'counting' },
    ]);
    await expect(askToRetry(db, where)).rejects.toThrow('nothing to retry');
  });

  it('goes on without an event that an operator has it skip, and shows that its rows lack it', async () => {
    const { last, running, eventId } = await poisoned();
    await expect(askToSkip(db, where, '00000000-0000-4000-8000-000000000000')).rejects.toThrow(
      'Only the event that stops it can be skipped',
    );
    await askToSkip(db, where, eventId);
    await live.passed('counting', last);
    const lacking = [{ stream: person(1), revision: 2, events: 2 }];
    expect(await counted()).toEqual(lacking);
    const skipped = [
      expect.objectContaining({ id: eventId, stream: person(1), revision: 1, type: 'Captured' }),
    ];
    expect(running.status.projections['counting']).toMatchObject({ stopped: null, skipped });

    const request = await askToRebuild(db, where, null);
    await until(async () => (await answerTo(db, request)) !== null);
    expect(running.status.rebuilds['counting']?.differences).toEqual({ counted: 0 });
    expect(await counted()).toEqual(lacking);
    await until(() => running.status.projections['counting']?.skipped.length === 1);
    await running.stop();

    refuses = false;
    const mended = live.run([counting(2, mayFold)]);
    await until(
      () =>
        mended.status.rebuilds['counting']?.state === 'live' &&
        mended.status.projections['counting']?.skipped.length === 0,
    );
    expect(await counted()).toEqual([{ stream: person(1), revision: 2, events: 3 }]);
  });

  it('cannot skip an event that is newer than the software', async () => {
    const bytes = (value: object) => Buffer.from(JSON.stringify(value));
    const metadata = {
      actor: { id: 'a', role: 'b' },
      commandId: 'c',
      digest: 'd',
      $correlationId: 'e',
      $causationId: 'f',
    };
    const id = '20000000-0000-4000-8000-000000000000';
    await live.eventStore.append(person(2), 'no_stream', [
      { id, type: 'Captured', data: bytes({}), metadata: bytes({ schema: 99, ...metadata }) },
    ]);
    const running = live.run([projection]);
    await until(() => stopOf(running) !== null);
    await expect(askToSkip(db, where, id)).rejects.toThrow('start the newer software');
  });

  it('shows that the event store is lost, and that it is back', async () => {
    const running = live.run([projection], flickering());
    await until(() => running.status.eventStoreLost !== null);
    expect(running.status.eventStoreLost).toBe('gone');
    isBack = true;
    await until(() => running.status.eventStoreLost === null);
  });

  let isBack = false;
  const flickering = () => ({
    ...live.eventStore,
    eventAt: (position: bigint) => live.eventStore.eventAt(position),
    async *follow(
      after: bigint | null,
      signal: AbortSignal,
      onBreak?: (error: EventStoreUnavailable) => void,
    ) {
      if (!isBack) onBreak?.(new EventStoreUnavailable('gone'));
      await until(() => isBack);
      yield* live.eventStore.follow(after, signal);
    },
  });
});
