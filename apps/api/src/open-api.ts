import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { DataSource, type Driver } from 'typeorm';
import { TokenVerifier, type TokenRules } from '#libs/access/src/token-verifier.js';
import { connectEventStore } from '#libs/event-store/src/eventstoredb.js';
import { CheckpointWaiter } from '#libs/projections/src/checkpoint-waiter.js';
import { ReceptionFiguresRow } from '#libs/read-models/src/reception-figures/reception-figures.entity.js';
import { openFolderKeys } from '#libs/stored-events/src/folder-keys.js';
import { homewardCodec } from '#libs/stored-events/src/homeward-events.js';
import { createApi } from './create-api.js';
import { ConsistencyTokens } from './http/consistency-tokens.js';
import type { Limits } from './http/limits.js';
import { SearchCursors } from './http/search-cursors.js';
import type { Routes } from './http/routes.js';
import { ApiMetrics, type PoolUse } from './metrics/api-metrics.js';
import { CountedCommands } from './metrics/counted-commands.js';
import { timedStore } from './metrics/timed-store.js';

export interface ApiPlace {
  readonly eventStoreUrl: string;
  readonly databaseUrl: string;
  readonly keys: { readonly folder: string; readonly kekFile: string };
  readonly tokens: TokenRules;
  readonly consistencyKey: Uint8Array;
  readonly limits: Limits;
  readonly log: Logger;
  /** The wall clock, unless a test sets another. */
  readonly clock?: () => Date;
}

const CACHE_BYTES = 32 * 1_024 * 1_024;
const RESOLVE_WITHIN_MS = 10_000;

export interface OpenApi {
  readonly app: NestFastifyApplication;
  readonly routes: Routes;
  readonly metrics: ApiMetrics;
  close(): Promise<void>;
}

/** Opens all that the api works with, and the api itself; what had opened is closed again if one fails. */
export async function openApi(place: ApiPlace): Promise<OpenApi> {
  const opened: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const one of opened.toReversed()) await one();
  };
  try {
    const keys = await openFolderKeys(place.keys);
    opened.push(() => keys.close());
    const metrics = new ApiMetrics();
    const store = timedStore(connectEventStore(place.eventStoreUrl), metrics);
    opened.push(() => store.close());
    const database = await connectDatabase(place.databaseUrl);
    opened.push(() => database.destroy());
    metrics.watchPool(poolOf(database));
    const waiter = await CheckpointWaiter.connect(place.databaseUrl);
    opened.push(() => waiter.close());
    const commands = new CountedCommands(
      {
        store,
        codec: homewardCodec(keys),
        keys,
        clock: place.clock ?? (() => new Date()),
        cacheBytes: CACHE_BYTES,
        resolveWithinMs: RESOLVE_WITHIN_MS,
      },
      metrics,
    );
    const { app, routes } = await createApi({
      store,
      commands,
      database,
      waiter,
      tokens: new TokenVerifier(place.tokens),
      consistencyTokens: new ConsistencyTokens(place.consistencyKey),
      searchCursors: new SearchCursors(place.consistencyKey),
      limits: place.limits,
      log: place.log,
      metrics,
    });
    opened.push(() => app.close());
    return { app, routes, metrics, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function connectDatabase(url: string): Promise<DataSource> {
  return new DataSource({
    type: 'postgres',
    url,
    entities: [ReceptionFiguresRow],
    poolErrorHandler: () => undefined,
    applicationName: 'homeward-api',
    extra: { max: 20, connectionTimeoutMillis: 3_000, statement_timeout: 10_000 },
  }).initialize();
}

/** The pool under TypeORM, which names it so and gives it no type. */
const poolOf = ({ driver }: DataSource): PoolUse => (driver as Driver & { readonly master: PoolUse }).master;
