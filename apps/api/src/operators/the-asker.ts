import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { callerOf } from '../http/request-facts.js';
import { commandIdIn } from '../http/the-call.js';
import type { By } from './projector-requests.js';

export type Asker = Omit<By, 'why'>;

/** The operator who asks, and the id of the command: the same operator, key and path give the same. */
export const TheAsker = createParamDecorator((_: unknown, context: ExecutionContext): Asker => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return { who: callerOf(request).id, commandId: commandIdIn(request) };
});
