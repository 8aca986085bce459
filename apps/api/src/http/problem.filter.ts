import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { ApiMetrics } from '../metrics/api-metrics.js';
import { explain } from './explain-error.js';
import type { Problem } from './problem.js';
import { wrongMethod } from './problems.js';
import type { Routes } from './routes.js';

/** Answers whatever was thrown as a problem, and tells the operators of a fault of ours: its kind and place, no values. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly routes: Routes,
    private readonly log: Logger,
    private readonly metrics: ApiMetrics,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const problem = this.#explained(error, request);
    if (problem.status >= 500) {
      this.metrics.faults.inc({ problem: problem.word });
      this.log.error({ requestId: request.id, problem: problem.word, ...placeOf(error) }, 'fault');
    }
    send(http.getResponse<FastifyReply>(), problem, request.id);
  }

  #explained(error: unknown, request: FastifyRequest): Problem {
    const problem = explain(error);
    if (problem.word !== 'no-such-route') return problem;
    const allowed = this.routes.methodsOf(request.url);
    return allowed.length === 0 || allowed.includes(request.method) ? problem : wrongMethod(allowed);
  }
}

export function send(reply: FastifyReply, problem: Problem, requestId: string): void {
  void reply
    .code(problem.status)
    .headers({ ...problem.more.headers, 'content-type': 'application/problem+json; charset=utf-8' })
    .send(JSON.stringify(problem.body(requestId)));
}

/** A message may quote what was asked for; the kind, the code and the lines of the program never do. */
function placeOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return {};
  const { name, stack = '' } = error;
  const at = stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8);
  return { error: name, code: (error as { code?: unknown }).code, at };
}
