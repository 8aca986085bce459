import rateLimit from '@fastify/rate-limit';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { TokenVerifier } from '#libs/access/src/token-verifier.js';
import { CommandHandling } from '#libs/command-handling/src/command-handling.js';
import type { EventStore } from '#libs/event-store/src/event-store.js';
import { CheckpointWaiter } from '#libs/projections/src/checkpoint-waiter.js';
import { AccessLog } from '#libs/records/src/access-log.js';
import { actionDoors, actionHandlers } from './actions.js';
import { describeApi } from './describe.js';
import { Description, DocsDoor } from './docs.js';
import { EVENT_STORE, HealthDoor } from './health.js';
import { AccessRecords } from './http/access-records.js';
import { BodyPipe } from './http/body-pipe.js';
import { ConsistencyTokens } from './http/consistency-tokens.js';
import type { Door } from './http/door-facts.js';
import { gate } from './http/gate.js';
import { countersOf, type Limits } from './http/limits.js';
import { ProblemFilter } from './http/problem.filter.js';
import { Reading } from './http/reading.js';
import { addRequestHooks } from './http/request-hooks.js';
import { Routes } from './http/routes.js';
import { SearchCursors } from './http/search-cursors.js';
import { makeServer } from './http/server.js';
import type { ApiMetrics } from './metrics/api-metrics.js';
import { countRequests } from './metrics/count-requests.js';
import { intakeDoors, intakeParts } from './intake.js';
import { operatorDoors, operatorParts } from './operators.js';
import { populationDoors, populationParts } from './population.js';
import { queryDoors, queryHandlers } from './queries.js';

export interface ApiParts {
  readonly store: EventStore;
  readonly commands: CommandHandling;
  readonly database: DataSource;
  readonly waiter: CheckpointWaiter;
  readonly tokens: TokenVerifier;
  readonly consistencyTokens: ConsistencyTokens;
  readonly searchCursors: SearchCursors;
  readonly log: Logger;
  readonly metrics: ApiMetrics;
  readonly limits: Limits;
  readonly bodyLimit?: number;
}

@Module({})
class ApiModule {}

function moduleOf(parts: ApiParts, log: AccessLog, access: AccessRecords): DynamicModule {
  return {
    module: ApiModule,
    imports: [CqrsModule.forRoot()],
    controllers: [
      ...actionDoors,
      ...intakeDoors,
      ...queryDoors,
      ...operatorDoors,
      ...populationDoors,
      HealthDoor,
      DocsDoor,
    ],
    providers: [
      ...actionHandlers,
      ...intakeParts,
      ...queryHandlers,
      ...operatorParts,
      ...populationParts,
      Reading,
      Description,
      { provide: EVENT_STORE, useValue: parts.store },
      { provide: CommandHandling, useValue: parts.commands },
      { provide: DataSource, useValue: parts.database },
      { provide: CheckpointWaiter, useValue: parts.waiter },
      { provide: ConsistencyTokens, useValue: parts.consistencyTokens },
      { provide: SearchCursors, useValue: parts.searchCursors },
      { provide: AccessRecords, useValue: access },
      { provide: AccessLog, useValue: log },
    ],
  };
}

/** The api, ready to listen. Its parts belong to the caller, who closes them after it. */
export async function createApi(parts: ApiParts): Promise<{ app: NestFastifyApplication; routes: Routes }> {
  const routes = new Routes();
  const log = new AccessLog(parts.database);
  const access = new AccessRecords(log, parts.limits.casesPerHour);
  const adapter = makeServer(parts.bodyLimit ?? 64 * 1_024);
  const server = adapter.getInstance();
  server.addHook('onRoute', ({ method, url, config }) => {
    routes.add(method, url, (config as Partial<Door> | undefined)?.policy);
  });
  addRequestHooks(server, parts.log);
  countRequests(server, parts.metrics);
  await server.register(rateLimit, { global: false });
  server.addHook('onRequest', gate(parts.tokens, access, countersOf(server, parts.limits)));
  const app = await NestFactory.create<NestFastifyApplication>(moduleOf(parts, log, access), adapter, {
    logger: false,
    abortOnError: false,
    bodyParser: false,
  });
  app.useGlobalPipes(new BodyPipe());
  app.useGlobalFilters(new ProblemFilter(routes, parts.log, parts.metrics));
  await app.init();
  app.get(Description).describe = () => describeApi(app);
  await server.ready();
  return { app, routes };
}
