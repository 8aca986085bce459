import type { Registry } from 'prom-client';
import type { Watched } from '../health.js';
import { lagsBehind } from '../lags.js';
import { told } from './told.js';

const LABEL = 'projection';

export function addProjectionMetrics(registry: Registry, { status, eventStore }: Watched): void {
  const all = () => Object.entries(status.projections);
  const lags = async () => Object.entries(await lagsBehind(eventStore, status.projections));
  told(
    registry,
    'homeward_projection_held',
    '1 if this process has its lease; 0 while it stands by for another that has.',
    LABEL,
    () => [
      ...all().map(([name]) => [name, true] as const),
      ...status.standby.map((name) => [name, false] as const),
    ],
  );
  told(
    registry,
    'homeward_projection_lag_seconds',
    'The age of the oldest event that is not in its tables; 0 when all are.',
    LABEL,
    async () => (await lags()).map(([name, lag]) => [name, lag?.seconds]),
  );
  told(
    registry,
    'homeward_projection_lag_positions',
    'How far its position is behind the end of the log.',
    LABEL,
    async () => (await lags()).map(([name, lag]) => [name, lag && Number(lag.positions)]),
  );
  told(registry, 'homeward_projection_stopped', '1 if it stands still: see /health/ready.', LABEL, () =>
    all().map(([name, { stopped }]) => [name, stopped !== null]),
  );
  told(
    registry,
    'homeward_projection_awaits_rebuild',
    '1 while its tables are of an earlier version.',
    LABEL,
    () => all().map(([name, { awaitsRebuild }]) => [name, awaitsRebuild]),
  );
  told(
    registry,
    'homeward_projection_skipped_events',
    'Events that its rows lack because an operator had them skipped.',
    LABEL,
    () => all().map(([name, { skipped }]) => [name, skipped.length]),
  );
}
