import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Outcome } from '#libs/command-handling/src/command.js';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** One that says that an exchange is embargoed is counted as refused. */
export type CountedOutcome = Exclude<Outcome<string>['kind'], 'names-embargoed'> | 'failed';

/** How a pool of database connections is used at a moment. */
export interface PoolUse {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

/**
 * What the api counts. No label says what happened: no action, event type, exchange or refusal, since from such counts
 * the number under an embargo could be read. See docs/how-to/observe.md.
 */
export class ApiMetrics {
  readonly registry = new Registry();

  readonly requests = new Histogram({
    name: 'homeward_http_request_seconds',
    help: 'Requests answered, by method, route and status; all commands share one route.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: SECONDS,
    registers: [this.registry],
  });

  readonly commands = new Counter({
    name: 'homeward_command_outcomes_total',
    help: 'What became of commands; failed: an error was thrown.',
    labelNames: ['outcome'] as const,
    registers: [this.registry],
  });

  readonly appends = new Histogram({
    name: 'homeward_append_seconds',
    help: 'Time until the event store answered an append, or did not in time (unknown).',
    labelNames: ['answer'] as const,
    buckets: SECONDS,
    registers: [this.registry],
  });

  readonly resolved = new Counter({
    name: 'homeward_appends_resolved_total',
    help: 'Appends whose outcome was unknown at first and is known now.',
    registers: [this.registry],
  });

  readonly faults = new Counter({
    name: 'homeward_faults_total',
    help: 'Answers of 500 and above by the word of the problem, such as access-log-unavailable.',
    labelNames: ['problem'] as const,
    registers: [this.registry],
  });

  constructor() {
    // There from the start, so that a rate is known for the first one too.
    const outcomes: Record<CountedOutcome, true> = {
      done: true,
      'nothing-new': true,
      refused: true,
      'no-such-stream': true,
      'not-permitted': true,
      'names-nothing': true,
      stale: true,
      reused: true,
      unknown: true,
      failed: true,
    };
    for (const outcome of Object.keys(outcomes)) this.commands.inc({ outcome }, 0);
    for (const problem of ['access-log-unavailable', 'event-store-unavailable', 'database-unavailable'])
      this.faults.inc({ problem }, 0);
  }

  /** Tells the use of a pool whenever metrics are read. */
  watchPool(pool: PoolUse): void {
    new Gauge({
      name: 'homeward_database_connections',
      help: 'Connections of the pool: busy and idle; and requests that wait for one.',
      labelNames: ['state'] as const,
      registers: [this.registry],
      collect() {
        this.set({ state: 'busy' }, pool.totalCount - pool.idleCount);
        this.set({ state: 'idle' }, pool.idleCount);
        this.set({ state: 'waiting' }, pool.waitingCount);
      },
    });
  }
}
