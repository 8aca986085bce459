import type { FastifyRequest } from 'fastify';
import type { Access, AccessLog } from '#libs/records/src/access-log.js';
import { unavailable } from './problems.js';
import { callerOf } from './request-facts.js';

/** Writes what a request reads of persons, or was denied, to the access log: no log, no answer. */
export class AccessRecords {
  constructor(private readonly log: AccessLog) {}

  async write(
    request: FastifyRequest,
    subjects: readonly string[],
    outcome: Access['outcome'],
  ): Promise<void> {
    const { id, role } = callerOf(request);
    const route = `${request.method} ${request.routeOptions.url ?? ''}`;
    try {
      await this.log.writeAccess({ who: id, role, route, subjects, why: null, outcome });
    } catch {
      throw unavailable('access log');
    }
  }
}
