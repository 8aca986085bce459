import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import type { Outcome } from '#libs/command-handling/src/command.js';
import type { CommandAnswer } from './answer-shapes.js';
import { ConsistencyTokens } from './consistency-tokens.js';
import {
  namesEmbargoed,
  namesNothing,
  noSuch,
  notPermitted,
  outcomeUnknown,
  refusedBecause,
  reusedKey,
  staleRevision,
  unexpected,
} from './problems.js';
import { doorOf, factsOf } from './request-facts.js';

/** Turns what became of a command into the answer, or into the problem, that its caller gets. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor<Outcome<string>, CommandAnswer> {
  constructor(private readonly tokens: ConsistencyTokens) {}

  intercept(context: ExecutionContext, next: CallHandler<Outcome<string>>): Observable<CommandAnswer> {
    const http = context.switchToHttp();
    return next.handle().pipe(map((outcome) => this.#answer(outcome, http.getRequest(), http.getResponse())));
  }

  #answer(outcome: Outcome<string>, request: FastifyRequest, reply: FastifyReply): CommandAnswer {
    const { call } = factsOf(request);
    const command = doorOf(request)?.command;
    if (call === undefined || command === undefined) throw unexpected();
    switch (outcome.kind) {
      case 'done':
      case 'nothing-new':
        if (command.creates) reply.header('location', `/${command.noun}s/${call.id}`);
        reply.header('etag', `"${outcome.revision}"`);
        reply.header('homeward-consistency-token', this.tokens.seal(outcome.position));
        return {
          id: call.id,
          revision: String(outcome.revision),
          events: outcome.kind === 'done' ? outcome.types : [],
        };
      case 'refused': {
        const explanation = command.refusals[outcome.refusal];
        throw explanation ? refusedBecause(outcome.refusal, explanation) : unexpected();
      }
      case 'no-such-stream':
        throw noSuch(command.noun);
      case 'not-permitted':
        throw notPermitted(outcome.word);
      case 'names-nothing':
        throw namesNothing(outcome.pointer);
      case 'stale':
        throw staleRevision(
          outcome.revision,
          outcome.since.map(({ revision, type }) => ({ revision: String(revision), type })),
        );
      case 'names-embargoed':
        throw namesEmbargoed(outcome.pointer);
      case 'reused':
        throw reusedKey();
      case 'unknown':
        throw outcomeUnknown();
    }
  }
}
