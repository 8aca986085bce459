import type { FastifyRequest } from 'fastify';
import type { Access, AccessLog } from '#libs/records/src/access-log.js';
import { readsSpent } from './access-problems.js';
import { unavailable } from './problems.js';
import { factsOf } from './request-facts.js';

const NOBODY = { id: 'anonymous', role: 'none' } as const;

/** Writes what a request reads of persons, or was denied, to the access log: no log, no answer. */
export class AccessRecords {
  constructor(
    private readonly log: AccessLog,
    private readonly casesPerHour: number,
  ) {}

  /** Throws a Problem, too, when the caller was shown as many different cases within the hour as may be shown. */
  async write(
    request: FastifyRequest,
    subjects: readonly string[],
    outcome: Access['outcome'],
    glass?: string,
  ): Promise<void> {
    const { caller, why = null } = factsOf(request);
    const { id, role } = caller ?? NOBODY;
    const route = `${request.method} ${request.routeOptions.url ?? ''}`;
    const access = { who: id, role, route, subjects, why, outcome, ...(glass !== undefined && { glass }) };
    let wait: number;
    try {
      wait = await this.log.writeAccess(access, this.casesPerHour);
    } catch {
      throw unavailable('access log');
    }
    if (wait > 0) throw readsSpent(wait);
  }
}
