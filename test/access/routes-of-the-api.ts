import 'reflect-metadata';
import { pino } from 'pino';
import { createApi, type ApiParts } from '../../apps/api/src/create-api.js';
import type { Route } from '../../apps/api/src/http/routes.js';
import { ApiMetrics } from '../../apps/api/src/metrics/api-metrics.js';

/** Every route that the api registers. Nothing is opened for it: what it would work with is not there. */
export async function routesOfTheApi(): Promise<readonly Route[]> {
  const parts = {
    limits: { requestsPerMinute: 1, refusalsPerMinute: 1, casesPerHour: 1 },
    log: pino({ level: 'silent' }),
    metrics: new ApiMetrics(),
    store: {},
    commands: {},
    database: {},
    waiter: {},
    tokens: {},
    consistencyTokens: {},
  } as unknown as ApiParts;
  const { app, routes } = await createApi(parts);
  await app.close();
  return routes.all;
}
