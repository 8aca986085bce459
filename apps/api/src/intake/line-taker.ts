import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import type { FastifyRequest } from 'fastify';
import { lastValueFrom, of } from 'rxjs';
import { may } from '#libs/access/src/policies.js';
import type { Outcome } from '#libs/command-handling/src/command.js';
import { createdId, intakeCommandId } from '#libs/command-handling/src/derived-ids.js';
import { roleMayNot } from '../http/access-problems.js';
import { AccessRecords } from '../http/access-records.js';
import { AnswerInterceptor } from '../http/answer.interceptor.js';
import type { Call } from '../http/call.js';
import { ID_REMEDY, ID_RULE, isId } from '../http/fields.js';
import { citesFor, permitsFor } from '../http/permits.js';
import { invalidInput, reusedRef } from '../http/problems.js';
import { callerOf, factsOf } from '../http/request-facts.js';
import { CaseDoors, type CaseDoor, type Way } from './case-doors.js';
import { failed, type LineAnswer } from './line-answer.js';
import type { Posting } from './posting.js';
import { withIds, type IntakeLineBody, type ReadLine } from './line-form.js';

/** Takes lines through the doors of the actions that they ask for: as if each had been posted there, but without If-Match. */
@Injectable()
export class LineTaker {
  constructor(
    private readonly doors: CaseDoors,
    private readonly answers: AnswerInterceptor,
    private readonly access: AccessRecords,
  ) {}

  /** Never throws: what goes wrong with a line is its answer. The order of calls is the order of the lines. */
  async take(posting: Posting, line: ReadLine): Promise<LineAnswer> {
    const requestId = posting.request.id;
    const ref = 'asks' in line ? line.asks.ref : line.ref;
    try {
      if ('problem' in line) throw line.problem;
      const { number, text, asks } = line;
      if (isAnother(posting.seen, asks.ref, text)) throw reusedRef();
      const { answer, outcome } = await this.#inOrder(posting, asks);
      const isNew = outcome.kind === 'done' && outcome.again !== true;
      return { line: number, ref, outcome: isNew ? 'recorded' : 'known-already', ...answer };
    } catch (error) {
      return failed(line.number, ref, error, requestId);
    }
  }

  #inOrder({ intake, request, lanes }: Posting, line: IntakeLineBody) {
    const idOf = (ref: string): string => createdId(intakeCommandId(intake, ref));
    const { asks, named } = withIds(line, idOf);
    const way = this.doors.find(asks.post);
    if (way === undefined) throw invalidInput(NO_DOOR);
    const { found, params } = way;
    const id = found.door.command.creates ? idOf(asks.ref) : params['id'];
    if (!isId(id)) throw invalidInput({ pointer: '/post', rule: ID_RULE, remedy: ID_REMEDY });
    const made = requestFor({ id: request.id, body: asks.body }, found, params);
    factsOf(made).caller = callerOf(request);
    factsOf(made).call = callOf(request, intake, asks, id, found);
    return lanes.run(id, named.map(idOf), () => this.#enter(found, made));
  }

  async #enter(found: CaseDoor, request: FastifyRequest) {
    const { policy } = found.door;
    if (policy !== 'public' && !may(callerOf(request).role, policy)) {
      await this.access.write(request, [`case-${factsOf(request).call?.id}`], 'denied');
      throw roleMayNot();
    }
    const outcome: Outcome<string> = await found.enter(request);
    const context = new ExecutionContextHost([request, NO_REPLY]);
    const answer = await lastValueFrom(this.answers.intercept(context, { handle: () => of(outcome) }));
    return { answer, outcome };
  }
}

/** The headers of an answer, which a line has not. */
const NO_REPLY = { header: () => NO_REPLY };

const NO_DOOR = {
  pointer: '/post',
  rule: 'A line is one action on a case, or opens one.',
  remedy: 'Give the path of that action, such as /cases or /cases/{l1}/capture; /docs lists them.',
};

/** Whether another line came with this ref in this posting. Across postings the case itself tells. */
function isAnother(seen: Map<string, string>, ref: string, text: string): boolean {
  const digest = createHash('sha256').update(text).digest('base64');
  const before = seen.get(ref);
  if (before === undefined) seen.set(ref, digest);
  return before !== undefined && before !== digest;
}

/** A line is decided on the case as it stands, again if others write at the same time: nobody looked at a revision. */
function callOf(
  request: FastifyRequest,
  intake: string,
  { ref, post }: IntakeLineBody,
  id: string,
  { door: { policy, command } }: CaseDoor,
): Call {
  const caller = callerOf(request);
  const commandId = intakeCommandId(intake, ref);
  const origin = {
    commandId,
    actor: { id: caller.id, role: caller.role },
    correlationId: request.id,
    causationId: commandId,
    line: { intake, ref, post },
  };
  return {
    id,
    expected: command.creates ? 'new' : 'latest',
    origin,
    permits: permitsFor(caller, command.noun, policy),
    mayCite: citesFor(caller),
  };
}

/** What a door and its parameters look at of a request. */
function requestFor(
  { id, body }: { readonly id: string; readonly body: object },
  { url, door }: CaseDoor,
  params: Way['params'],
): FastifyRequest {
  const routeOptions = { url, config: door };
  return {
    id,
    method: 'POST',
    headers: {},
    query: {},
    params,
    body,
    routeOptions,
  } as unknown as FastifyRequest;
}
