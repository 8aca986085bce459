import { Counter, type Registry } from 'prom-client';
import type { Watched } from '../health.js';
import { lagsBehind } from '../lags.js';
import { told } from './told.js';

const LABEL = 'reaction';

export function addReactionMetrics(registry: Registry, { reactions, eventStore }: Watched): void {
  const all = () => Object.entries(reactions);
  told(
    registry,
    'homeward_reaction_lag_seconds',
    'The age of the oldest event that it has not dealt with; 0 when it has dealt with all.',
    LABEL,
    async () =>
      Object.entries(await lagsBehind(eventStore, reactions)).map(([name, lag]) => [name, lag?.seconds]),
  );
  told(registry, 'homeward_reaction_stopped', '1 if it stands still: see /health/ready.', LABEL, () =>
    all().map(([name, { stopped }]) => [name, stopped !== null]),
  );
  told(registry, 'homeward_reaction_skipped_events', 'Events that an operator had it pass over.', LABEL, () =>
    all().map(([name, { skipped }]) => [name, skipped.length]),
  );
  new Counter({
    name: 'homeward_reaction_declined_causes_total',
    help: 'Causes of which a consequence was declined, since this process began; how many consequences is not told.',
    labelNames: [LABEL],
    registers: [registry],
    collect() {
      this.reset();
      for (const [reaction, { declinedCauses }] of all()) this.inc({ reaction }, declinedCauses);
    },
  });
}
