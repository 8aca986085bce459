import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mergeMap, type Observable } from 'rxjs';
import type { NotPermitted, Outcome } from '#libs/command-handling/src/command.js';
import type { Access } from '#libs/records/src/access-log.js';
import { AccessRecords } from './access-records.js';
import { notPermitted } from './access-problems.js';
import type { CommandAnswer } from './answer-shapes.js';
import { ConsistencyTokens } from './consistency-tokens.js';
import {
  namesEmbargoed,
  namesNothing,
  noSuch,
  outcomeUnknown,
  refusedBecause,
  reusedKey,
  staleRevision,
  unexpected,
} from './problems.js';
import { doorOf, factsOf } from './request-facts.js';

/** The outcomes that tell something of the person without changing anything. */
const TELLING: Partial<Record<Outcome<string>['kind'], Access['outcome']>> = {
  'no-such-stream': 'not-found',
  refused: 'refused',
  stale: 'refused',
  'names-nothing': 'refused',
  'names-embargoed': 'refused',
  reused: 'refused',
};

/** Who reads back the accesses to a case is shown denials: one for an embargo would tell which case an exchange was tried with. */
const asDenied = (word: NotPermitted, noun: string | undefined): Access['outcome'] =>
  word === 'need-to-know' && noun === 'case' ? 'refused' : 'denied';

/** Turns what became of a command into the answer, or into the problem, that its caller gets. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor<Outcome<string>, CommandAnswer> {
  constructor(
    private readonly tokens: ConsistencyTokens,
    private readonly access: AccessRecords,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler<Outcome<string>>): Observable<CommandAnswer> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    return next.handle().pipe(
      mergeMap(async (outcome) => {
        await this.#recorded(outcome, request);
        return this.#answer(outcome, request, http.getResponse());
      }),
    );
  }

  /**
   * What a refusal tells of a person is recorded as a read of it is, and so is every denial; the events themselves say what was carried
   * out.
   */
  async #recorded(outcome: Outcome<string>, request: FastifyRequest): Promise<void> {
    const { call } = factsOf(request);
    const noun = doorOf(request)?.command?.noun;
    const found = outcome.kind === 'not-permitted' ? asDenied(outcome.word, noun) : TELLING[outcome.kind];
    if (found === undefined || call === undefined || noun === undefined) return;
    if (noun === 'case' || found === 'denied')
      await this.access.write(request, [`${noun}-${call.id}`], found);
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
