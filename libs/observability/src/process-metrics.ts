import { collectDefaultMetrics, type Registry } from 'prom-client';

/** Adds what the process itself costs: CPU time, memory, event loop lag, garbage collection, open handles. */
export function addProcessMetrics(registry: Registry): void {
  collectDefaultMetrics({ register: registry });
}
