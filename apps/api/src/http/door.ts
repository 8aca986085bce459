import { applyDecorators, HttpCode, UseInterceptors } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import {
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiHeader,
  ApiOperation,
  ApiParam,
  ApiProduces,
  ApiResponse,
} from '@nestjs/swagger';
import type { Policy } from '#libs/access/src/policies.js';
import type { Explanation } from '#libs/kernel/src/decision.js';
import { AnswerInterceptor } from './answer.interceptor.js';
import type { BodyClass } from './bind.js';
import { CommandAnswer, ProblemAnswer, RequestAnswer } from './answer-shapes.js';
import type { Door, Noun } from './door-facts.js';

interface CommandDoor {
  readonly policy: Policy;
  readonly noun: Noun;
  readonly refusals: Readonly<Record<string, Explanation>>;
  readonly summary: string;
  /** For what is done without having seen the stream: no If-Match is asked for. */
  readonly unseen?: true;
}

const refusedAs = (refusals: Readonly<Record<string, Explanation>>) =>
  ApiResponse({
    status: 409,
    type: ProblemAnswer,
    description: `A rule refused: ${Object.keys(refusals).join(', ')}`,
  });

const everyDoor = (summary: string) => [
  ApiOperation({ summary }),
  ApiBearerAuth(),
  ApiResponse({ status: 'default', type: ProblemAnswer, description: 'A problem (RFC 9457)' }),
];

const idempotencyKey = ApiHeader({
  name: 'Idempotency-Key',
  required: true,
  description: 'A new one for each new command; the same one to send the same command again',
  example: 'c9d1f3a2-open-case',
});

const ifMatch = ApiHeader({
  name: 'If-Match',
  required: true,
  description: 'The ETag of the revision that this was decided on',
  example: '"3"',
});

/** A route that makes a new stream: its id derives from the caller and the Idempotency-Key. */
export const Creates = ({ policy, noun, refusals, summary }: CommandDoor): MethodDecorator =>
  applyDecorators(
    RouteConfig({ policy, command: { noun, creates: true, refusals } } satisfies Door),
    HttpCode(201),
    UseInterceptors(AnswerInterceptor),
    ...everyDoor(summary),
    idempotencyKey,
    ApiResponse({ status: 201, type: CommandAnswer, description: 'Recorded; Location names it' }),
    refusedAs(refusals),
  );

/** A route that changes a stream, at the revision that the caller saw. */
export const Changes = ({ policy, noun, refusals, summary, unseen }: CommandDoor): MethodDecorator =>
  applyDecorators(
    RouteConfig({
      policy,
      command: { noun, creates: false, refusals, ...(unseen && { unseen }) },
    } satisfies Door),
    HttpCode(200),
    UseInterceptors(AnswerInterceptor),
    ...everyDoor(summary),
    idempotencyKey,
    ...(unseen ? [] : [ifMatch]),
    ApiParam({ name: 'id', format: 'uuid' }),
    ApiResponse({ status: 200, type: CommandAnswer, description: 'Recorded, now or before' }),
    refusedAs(refusals),
  );

/** A route that takes lines, and answers each as soon as it is known. */
export const TakesLines = (policy: Policy, summary: string, line: BodyClass): MethodDecorator =>
  applyDecorators(
    RouteConfig({ policy, takesLines: true } satisfies Door),
    ...everyDoor(summary),
    ApiConsumes('application/x-ndjson'),
    ApiBody({ type: line, description: 'One line of many' }),
    ApiProduces('application/x-ndjson'),
    ApiParam({ name: 'id', format: 'uuid' }),
  );

/** A route that reads. */
export const Reads = (policy: Policy, summary: string, takesQuery = false, takesId = true): MethodDecorator =>
  applyDecorators(
    RouteConfig({ policy, takesQuery } satisfies Door),
    ...everyDoor(summary),
    ApiHeader({
      name: 'Homeward-Consistency-Token',
      required: false,
      description: 'As a command answered it: the read waits until it shows what that command recorded',
    }),
    ApiHeader({
      name: 'Homeward-Reason',
      required: false,
      description:
        'Why it is read, for the access log; an auditor must say. UTF-8, percent-encoded or as it is',
      example: 'weekly check',
    }),
    ...(takesId ? [ApiParam({ name: 'id', format: 'uuid' })] : []),
  );

/** A route by which an operator asks the projector for something: it is recorded here, and done there. */
export const AsksProjector = (summary: string, of: 'projection' | 'reaction'): MethodDecorator =>
  applyDecorators(
    RouteConfig({ policy: 'ask the projector' } satisfies Door),
    HttpCode(202),
    ...everyDoor(summary),
    idempotencyKey,
    ApiParam({ name: of, description: `The name of the ${of}` }),
    ApiResponse({
      status: 202,
      type: RequestAnswer,
      description: 'Recorded, now or before; Location names it',
    }),
    ApiResponse({ status: 409, type: ProblemAnswer, description: 'It would do nothing: request-refused' }),
  );

/** A route that tells operators of the projector's work: no person is in it. */
export const TellsOperators = (summary: string): MethodDecorator =>
  applyDecorators(RouteConfig({ policy: 'read projections' } satisfies Door), ...everyDoor(summary));

/** A route for anyone, without a token. */
export const Public = (): MethodDecorator => RouteConfig({ policy: 'public' } satisfies Door);
