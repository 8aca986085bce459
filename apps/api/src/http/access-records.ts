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
    const wait = await this.#written(request, { subjects, outcome, ...(glass !== undefined && { glass }) });
    if (wait > 0) throw readsSpent(wait);
  }

  /** For what does not count for the cases that may be shown within an hour. */
  async writeUncounted(request: FastifyRequest, subjects: readonly string[]): Promise<void> {
    await this.#written(request, { subjects, outcome: 'allowed' }, null);
  }

  /** Answers for how many seconds no more may be shown; 0 if this may. */
  async #written(
    request: FastifyRequest,
    told: Pick<Access, 'subjects' | 'outcome' | 'glass'>,
    mostCases: number | null = this.casesPerHour,
  ): Promise<number> {
    const { caller, why = null } = factsOf(request);
    const { id, role } = caller ?? NOBODY;
    const route = `${request.method} ${request.routeOptions.url ?? ''}`;
    try {
      return await this.log.writeAccess({ who: id, role, route, why, ...told }, mostCases);
    } catch {
      throw unavailable('access log');
    }
  }
}
