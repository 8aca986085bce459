import type { FastifyInstance, FastifyRequest } from 'fastify';
import { doorOf } from '../http/request-facts.js';
import type { ApiMetrics } from './api-metrics.js';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Counts and times every request. What a caller makes up, a path or a method, never becomes a label. */
export function countRequests(server: FastifyInstance, { requests }: ApiMetrics): void {
  server.addHook('onResponse', (request, reply, done) => {
    const method = METHODS.includes(request.method) ? request.method : 'other';
    requests.observe(
      { method, route: routeLabel(request), status: reply.statusCode },
      reply.elapsedTime / 1_000,
    );
    done();
  });
}

/** The pattern of the route; all commands share one label, since the route of a command says what happened. */
function routeLabel(request: FastifyRequest): string {
  if (request.is404) return 'none';
  if (doorOf(request)?.command !== undefined) return '<command>';
  return request.routeOptions.url ?? 'none';
}
