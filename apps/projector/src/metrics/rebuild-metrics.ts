import { Gauge, type Registry } from 'prom-client';
import type { RebuildState } from '#libs/projections/src/rebuild/rebuild-status.js';
import type { RunnerStatus } from '#libs/projections/src/runner-status.js';
import { told } from './told.js';

const STATES: Readonly<Record<RebuildState, true>> = {
  created: true,
  replaying: true,
  'catching up': true,
  ready: true,
  live: true,
};
const LABEL = 'projection';

export function addRebuildMetrics(registry: Registry, status: RunnerStatus): void {
  const all = () => Object.entries(status.rebuilds);
  new Gauge({
    name: 'homeward_rebuild_state',
    help: 'The last rebuild of each projection: 1 for the state that it is in.',
    labelNames: [LABEL, 'state'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [projection, { state }] of all())
        for (const each of Object.keys(STATES)) this.set({ projection, state: each }, Number(state === each));
    },
  });
  const pace = () => all().filter(([, { state }]) => state !== 'live');
  told(registry, 'homeward_rebuild_events_per_second', 'How fast it reads the log.', LABEL, () =>
    pace().map(([name, { eventsPerSecond }]) => [name, eventsPerSecond]),
  );
  told(registry, 'homeward_rebuild_seconds_left', 'How long it will take at this pace.', LABEL, () =>
    pace().map(([name, { secondsLeft }]) => [name, secondsLeft]),
  );
  told(registry, 'homeward_rebuild_stopped', '1 if it stands still: see /health/ready.', LABEL, () =>
    all().map(([name, { stopped }]) => [name, stopped !== null]),
  );
}
