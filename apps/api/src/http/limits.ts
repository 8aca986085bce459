import '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { tooManyRequests } from './access-problems.js';
import { callerOf } from './request-facts.js';

/** How much one caller may ask for; counted in each api process by itself, but for the cases, which PostgreSQL counts. */
export interface Limits {
  /** Of one member of staff. */
  readonly requestsPerMinute: number;
  /** From one address (an IPv6 network of 64 bits counts as one): without a token, or with one that is refused. */
  readonly refusalsPerMinute: number;
  /** Different cases shown to one member of staff. */
  readonly casesPerHour: number;
}

/** Each counts a request, and throws a Problem for one too many. */
export interface Counters {
  readonly byAddress: (request: FastifyRequest) => Promise<void>;
  readonly byCaller: (request: FastifyRequest) => Promise<void>;
}

/** The counters of a server on which the plugin was registered. */
export function countersOf(
  server: FastifyInstance,
  { requestsPerMinute, refusalsPerMinute }: Limits,
): Counters {
  const timeWindow = 60_000;
  const keyGenerator = (request: FastifyRequest) => callerOf(request).id;
  const addresses = server.createRateLimit({ max: refusalsPerMinute, timeWindow });
  const callers = server.createRateLimit({ max: requestsPerMinute, timeWindow, keyGenerator });
  const counting = (count: typeof callers) => async (request: FastifyRequest) => {
    const found = await count(request);
    if (!found.isAllowed && found.isExceeded) throw tooManyRequests(found.ttlInSeconds);
  };
  return { byAddress: counting(addresses), byCaller: counting(callers) };
}
