import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mergeMap, type Observable } from 'rxjs';
import type { Outcome } from '#libs/command-handling/src/command.js';
import { exchangeId, type StaffId } from '#libs/kernel/src/ids.js';
import { ExchangeFiguresQuery } from '#libs/read-models/src/exchange-figures/exchange-figures.query.js';
import type { CommandAnswer } from './answer-shapes.js';
import { ConsistencyTokens } from './consistency-tokens.js';
import type { Problem } from './problem.js';
import {
  namesNothing,
  noSuch,
  notPermitted,
  outcomeUnknown,
  refusedBecause,
  reusedKey,
  staleRevision,
  unexpected,
} from './problems.js';
import { callerOf, doorOf, factsOf } from './request-facts.js';

type Stale = Extract<Outcome<string>, { kind: 'stale' }>;

/** Turns what became of a command into the answer, or into the problem, that its caller gets. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor<Outcome<string>, CommandAnswer> {
  constructor(
    private readonly tokens: ConsistencyTokens,
    private readonly queries: QueryBus,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler<Outcome<string>>): Observable<CommandAnswer> {
    const http = context.switchToHttp();
    return next
      .handle()
      .pipe(mergeMap((outcome) => this.#answer(outcome, http.getRequest(), http.getResponse())));
  }

  async #answer(
    outcome: Outcome<string>,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<CommandAnswer> {
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
        throw await this.#stale(outcome, callerOf(request).id);
      case 'reused':
        throw reusedKey();
      case 'unknown':
        throw outcomeUnknown();
    }
  }

  /** What happened since, without the type of an event that tells of an exchange which this viewer may not know. */
  async #stale({ revision, since }: Stale, viewer: StaffId): Promise<Problem> {
    const hidden = new Set<string>();
    for (const named of new Set(since.flatMap((event) => event.exchanges)))
      if (await this.#hides(named, viewer)) hidden.add(named);
    return staleRevision(
      revision,
      since.map((event) => ({
        revision: String(event.revision),
        type: event.exchanges.some((each) => hidden.has(each)) ? null : event.type,
      })),
    );
  }

  async #hides(exchange: string, viewer: StaffId): Promise<boolean> {
    const view = await this.queries.execute(new ExchangeFiguresQuery(exchangeId(exchange), viewer));
    return view?.handedOver.kind !== 'told';
  }
}
