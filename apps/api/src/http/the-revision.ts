import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { invalidInput } from './problems.js';

/** The revision in a path that names a statement. */
export const TheRevision = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const { revision } = context.switchToHttp().getRequest<FastifyRequest>().params as { revision?: string };
  if (revision !== undefined && /^(0|[1-9]\d{0,14})$/.test(revision)) return Number(revision);
  throw invalidInput({
    parameter: 'revision',
    rule: 'A statement is named by its revision, a whole number from 0 on.',
    remedy: 'Look it up in the history of the case.',
  });
});
