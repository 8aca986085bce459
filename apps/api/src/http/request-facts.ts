import type { FastifyRequest } from 'fastify';
import type { Caller } from '#libs/access/src/caller.js';
import { TokenRefused } from '#libs/access/src/token-verifier.js';
import type { Call } from './call.js';
import type { Door } from './door-facts.js';

/** What was found out about a request on its way in. Fastify's own `id` is the request id, always a UUID. */
interface Facts {
  caller?: Caller;
  call?: Call;
  /** Why the caller says that this is read. */
  why?: string;
}

const facts = new WeakMap<FastifyRequest, Facts>();

export function factsOf(request: FastifyRequest): Facts {
  const found = facts.get(request) ?? {};
  facts.set(request, found);
  return found;
}

/** The caller behind the gate: a route that asks for one has been through it. */
export function callerOf(request: FastifyRequest): Caller {
  const { caller } = factsOf(request);
  if (caller === undefined) throw new TokenRefused('not-valid');
  return caller;
}

/** What the route says of itself; undefined for a route that says nothing, which is then shut. */
export function doorOf(request: FastifyRequest): Door | undefined {
  const config = request.routeOptions.config as Partial<Door>;
  return config.policy === undefined ? undefined : (config as Door);
}
