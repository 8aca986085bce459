import { Registry } from 'prom-client';
import type { Watched } from '../health.js';
import { addProjectionMetrics } from './projection-metrics.js';
import { addReactionMetrics } from './reaction-metrics.js';
import { addRebuildMetrics } from './rebuild-metrics.js';
import { told } from './told.js';

const PHASES = ['waiting', 'standby', 'following'];

/**
 * What the projector tells of itself, looked up whenever metrics are read. Nothing counts events or what reactions wrote: how
 * many people an exchange brought home may be under an embargo. See docs/how-to/observe.md.
 */
export function projectorMetrics(watched: Watched): Registry {
  const registry = new Registry();
  const { status } = watched;
  told(registry, 'homeward_projector_phase', 'What the projector is doing: 1 for its phase.', 'phase', () =>
    PHASES.map((phase) => [phase, status.phase === phase]),
  );
  told(registry, 'homeward_event_store_lost', '1 while the event store does not answer.', null, () => [
    ['', status.eventStoreLost !== null],
  ]);
  addProjectionMetrics(registry, watched);
  addRebuildMetrics(registry, status);
  addReactionMetrics(registry, watched);
  return registry;
}
