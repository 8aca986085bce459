import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '#libs/access/src/caller.js';
import { createdId, httpCommandId } from '#libs/command-handling/src/derived-ids.js';
import type { Call } from './call.js';
import { ID_REMEDY, ID_RULE, isId } from './fields.js';
import { expectedRevision, idempotencyKey } from './headers.js';
import { citesFor, permitsFor } from './permits.js';
import { invalidInput, unexpected } from './problems.js';
import { callerOf, doorOf, factsOf } from './request-facts.js';

/** The call behind a request to a route that `Creates` or `Changes`; a line of an intake brings its own. */
export const TheCall = createParamDecorator((_: unknown, context: ExecutionContext): Call => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const call = factsOf(request).call ?? callIn(request);
  factsOf(request).call = call;
  return call;
});

/** Who calls, for what a command takes from there. */
export const TheCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller =>
  callerOf(context.switchToHttp().getRequest()),
);

/** The id in a path. */
export const TheId = createParamDecorator((_: unknown, context: ExecutionContext): string =>
  idIn(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** The id of a breaking of the glass in a path. */
export const TheGlass = createParamDecorator((_: unknown, context: ExecutionContext): string =>
  idIn(context.switchToHttp().getRequest<FastifyRequest>(), 'glass'),
);

function idIn(request: FastifyRequest, parameter = 'id'): string {
  const id = (request.params as Readonly<Record<string, string>>)[parameter];
  if (isId(id)) return id;
  throw invalidInput({ parameter, rule: ID_RULE, remedy: ID_REMEDY });
}

function callIn(request: FastifyRequest): Call {
  const caller = callerOf(request);
  const { policy, command = neverACommand() } = doorOf(request) ?? neverACommand();
  const { noun, creates, unseen } = command;
  const id = creates ? '' : idIn(request);
  const commandId = commandIdIn(request);
  const origin = {
    commandId,
    actor: { id: caller.id, role: caller.role },
    correlationId: request.id,
    causationId: commandId,
  };
  const who = { origin, permits: permitsFor(caller, noun, policy), mayCite: citesFor(caller) };
  if (creates) return { id: createdId(commandId), expected: 'new', ...who };
  const expected = unseen === true ? 'latest' : expectedRevision(request.headers);
  return { id, expected, ...who };
}

/** The id of the command behind a request: the same caller, key and path give the same. */
export function commandIdIn(request: FastifyRequest): string {
  const key = idempotencyKey(request.headers);
  return httpCommandId(callerOf(request).id, key, request.method, pathOf(request));
}

/** A route that asks for its call says what it changes: see door.ts. */
function neverACommand(): never {
  throw unexpected();
}

/** The path as the route has it, with what stands in it decoded: one path, however it was written. */
function pathOf(request: FastifyRequest): string {
  const params = request.params as Readonly<Record<string, string>>;
  return (request.routeOptions.url ?? '').replaceAll(/:([a-z]+)/g, (_, name: string) => params[name] ?? '');
}
