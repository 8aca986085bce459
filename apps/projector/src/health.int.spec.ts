import type { Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { captured, person } from '#libs/projections/src/testing/captured.js';
import { counting, countingMigrations, countingToo } from '#libs/projections/src/testing/counting.js';
import { Live, until } from '#libs/projections/src/testing/live.js';
import { notReacting } from '#libs/reactions/src/reaction-status.js';
import type { HomewardEvent } from '#libs/stored-events/src/homeward-events.js';
import { serveHealth, type Watched } from './health.js';
import { projectorMetrics } from './metrics/projector-metrics.js';

const refusing = ({ event }: { event: HomewardEvent }): void => {
  const place = event.type === 'Captured' ? event.data.place : null;
  if (place?.kind === 'known' && place.value === 'Olenivka') throw new Error('cannot');
};

describe('The health page and the metrics of the projector', () => {
  let live: Live;
  const servers: Server[] = [];
  beforeEach(async () => {
    live = await Live.start(countingMigrations);
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) server.close();
    await live.close();
  });

  const watch = async (watched: Watched) => {
    const served = await serveHealth({ host: '127.0.0.1', port: 0 }, watched);
    servers.push(served.server);
    const url = `http://127.0.0.1:${served.port}/health/ready`;
    return {
      page: async () => {
        const response = await fetch(url, { headers: { connection: 'close' } });
        return { code: response.status, body: (await response.json()) as Record<string, unknown> };
      },
      metrics: () => projectorMetrics(watched).metrics(),
    };
  };
  const start = () => {
    const { status } = live.run([counting(1, refusing)]);
    return { status, reactions: { r: notReacting() }, eventStore: live.eventStore };
  };

  it('tell that a projection is up with the log, and how far one that stands still is behind', async () => {
    const watched = start();
    const { page, metrics } = await watch(watched);
    const first = await live.append(person(1), null, captured('a'));
    await live.passed('counting', first);
    watched.reactions.r.position = String(first);
    await until(async () => (await page()).code === 200);
    expect((await page()).body).toMatchObject({
      ready: true,
      phase: 'following',
      lag: { projections: { counting: { positions: '0', seconds: 0 } }, reactions: { r: { seconds: 0 } } },
    });

    const last = await live.append(person(1), 0, captured('b'), captured('Olenivka'), captured('c'));
    await until(() => watched.status.projections['counting']?.stopped !== null);
    const { position } = watched.status.projections['counting'] ?? {};
    await until(async () => (await page()).code === 503);
    expect((await page()).body).toMatchObject({
      ready: false,
      lag: {
        projections: {
          counting: { positions: String(last - BigInt(position ?? 0)), seconds: expect.any(Number) },
        },
      },
    });
    const told = await metrics();
    expect(told).toContain('homeward_projection_stopped{projection="counting"} 1');
    expect(told).toContain(
      `homeward_projection_lag_positions{projection="counting"} ${last - BigInt(position ?? 0)}`,
    );
    expect(told).toMatch(/homeward_projection_lag_seconds\{projection="counting"\} 0\.\d+/);
    expect(told).toMatch(/homeward_reaction_lag_seconds\{reaction="r"\} 0\.\d+/);
  });

  it('answer 503 for a reaction that stands still, and tell of rebuilds', async () => {
    const watched = start();
    const { page, metrics } = await watch(watched);
    await until(async () => (await page()).code === 200);
    watched.reactions.r.stopped = { at: '2025-06-14T00:00:00Z', error: 'e', remedy: 'r', event: null };
    expect(await page()).toMatchObject({
      code: 503,
      body: { ready: false, reactions: { r: { stopped: { remedy: 'r' } } } },
    });
    watched.status.rebuilds['counting'] = {
      state: 'replaying',
      version: 2,
      events: 1_000,
      position: '1',
      goal: '9',
      stopped: null,
      differences: null,
      eventsPerSecond: 500,
      secondsLeft: 12,
    };
    const told = await metrics();
    expect(told).toContain('homeward_reaction_stopped{reaction="r"} 1');
    expect(told).toContain('homeward_rebuild_state{projection="counting",state="replaying"} 1');
    expect(told).toContain('homeward_rebuild_state{projection="counting",state="live"} 0');
    expect(told).toContain('homeward_rebuild_events_per_second{projection="counting"} 500');
    expect(told).toContain('homeward_rebuild_seconds_left{projection="counting"} 12');
  });

  it('tell which projections another process holds, and nothing else of those', async () => {
    const watched = start();
    const { page, metrics } = await watch(watched);
    await until(async () => (await page()).code === 200);
    const { status } = live.run([counting(), countingToo()]);
    await until(() => status.phase === 'following');
    const beside = await watch({ ...watched, status });
    expect((await beside.page()).body).toMatchObject({
      ready: true,
      phase: 'following',
      standby: ['counting'],
      lag: { projections: { 'counting-too': {} } },
    });
    expect((await metrics()).match(/^homeward_projection_held.*$/gm)).toEqual([
      'homeward_projection_held{projection="counting"} 1',
    ]);
    const told = await beside.metrics();
    expect(told.match(/^homeward_projection_held.*$/gm)).toEqual([
      'homeward_projection_held{projection="counting-too"} 1',
      'homeward_projection_held{projection="counting"} 0',
    ]);
    expect(told).not.toContain('homeward_projection_stopped{projection="counting"}');
  });

  it('say nothing of lag while the event store is gone, instead of that there is none', async () => {
    const watched = start();
    const { page, metrics } = await watch(watched);
    const last = await live.append(person(1), null, captured('a'));
    await live.passed('counting', last);
    await until(() => watched.status.projections['counting']?.caughtUp === true);
    await live.store.stop();
    await until(() => watched.status.eventStoreLost !== null);
    expect(await page()).toMatchObject({ code: 503, body: { lag: { projections: { counting: null } } } });
    const told = await metrics();
    expect(told).toContain('homeward_event_store_lost 1');
    expect(told).not.toMatch(/lag_(seconds|positions)\{/);
  });
});
