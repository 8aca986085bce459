import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { captured, person } from './testing/captured.js';
import { counting, countingMigrations, countingToo } from './testing/counting.js';
import { Live, until } from './testing/live.js';

describe('The runner of projections, interrupted', () => {
  let live: Live;
  beforeEach(async () => {
    live = await Live.start(countingMigrations);
  });
  afterEach(() => live.close());

  const counted = () =>
    live.rows('SELECT stream, revision, position, events FROM read.counted ORDER BY stream');

  it('stands by while another projector holds the database, and takes over', async () => {
    const first = live.run([counting()]);
    await until(() => first.status.phase === 'following');
    const second = live.run([counting()]);
    await until(() => second.status.phase === 'standby');
    await live.passed('counting', await live.append(person(1), null, captured('a')));
    await first.stop();
    await until(() => second.status.phase === 'following');
    const last = await live.append(person(1), 0, captured('b'));
    await live.passed('counting', last);
    expect(await counted()).toEqual([{ stream: person(1), revision: 1, position: String(last), events: 2 }]);
  });

  it('works on what it can have, stands by for the rest, and says so', async () => {
    const first = live.run([counting()]);
    await until(() => first.status.phase === 'following');
    const second = live.run([counting(), countingToo()]);
    await until(() => second.status.phase === 'following');
    expect(second.status.standby).toEqual(['counting']);
    const last = await live.append(person(1), null, captured('a'));
    await live.passed('counting', last);
    await live.passed('counting-too', last);
    await until(() => second.status.projections['counting-too']?.position === String(last));
    expect(Object.keys(second.status.projections)).toEqual(['counting-too']);
    expect(Object.keys(first.status.projections)).toEqual(['counting']);
    await first.stop();
    await until(() => second.status.projections['counting'] !== undefined);
    expect(second.status.standby).toEqual([]);
  });

  it('a standby stops at once when it is told to', async () => {
    const first = live.run([counting()]);
    await until(() => first.status.phase === 'following');
    const second = live.run([counting()]);
    await until(() => second.status.phase === 'standby');
    await second.stop();
  });

  it('goes on after every connection to PostgreSQL was broken off, and waiting reads with it', async () => {
    const running = live.run([counting()]);
    await live.passed('counting', await live.append(person(1), null, captured('a')));
    await live.rows(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'homeward%'",
    );
    const last = await live.append(person(1), 0, captured('b'));
    await live.passed('counting', last);
    expect(running.said.join('')).toContain('trying again');
    expect(await counted()).toEqual([{ stream: person(1), revision: 1, position: String(last), events: 2 }]);
  });

  it('says what to do while the tables are missing, and goes on once they are there', async () => {
    await live.rows('ALTER TABLE read.checkpoint RENAME TO hidden');
    const running = live.run([counting()]);
    await until(() => running.said.join('').includes('run the migrations'));
    await live.rows('ALTER TABLE read.hidden RENAME TO checkpoint');
    await live.passed('counting', await live.append(person(1), null, captured('a')));
  });
});
