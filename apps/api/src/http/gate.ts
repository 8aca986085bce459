import type { FastifyRequest } from 'fastify';
import type { Caller } from '#libs/access/src/caller.js';
import { may, needsReason } from '#libs/access/src/policies.js';
import type { TokenVerifier } from '#libs/access/src/token-verifier.js';
import { noReason, noToken, roleMayNot } from './access-problems.js';
import type { AccessRecords } from './access-records.js';
import { isId } from './fields.js';
import type { Counters } from './limits.js';
import { invalidInput } from './problems.js';
import { reasonIn } from './reason.js';
import { doorOf, factsOf } from './request-facts.js';

const LONGEST_TOKEN = 4_096;

/**
 * Authenticates and authorises before a byte of the body is read. A route that names no policy is shut. What does not
 * match a route is let through to the answer that there is none.
 */
export function gate(tokens: TokenVerifier, access: AccessRecords, counters: Counters) {
  /** Only who sends refused tokens is counted by address: nobody else there is locked out by them. */
  const callerIn = async (request: FastifyRequest): Promise<Caller> => {
    try {
      return await tokens.verify(bearerIn(request));
    } catch (error) {
      await counters.byAddress(request);
      await access.write(request, subjectsOf(request), 'denied');
      throw error;
    }
  };

  return async (request: FastifyRequest): Promise<void> => {
    if (request.is404) return;
    const door = doorOf(request);
    if (door?.policy === 'public') return;
    const facts = factsOf(request);
    const caller = (facts.caller = await callerIn(request));
    await counters.byCaller(request);
    if (door === undefined || !may(caller.role, door.policy)) {
      await access.write(request, subjectsOf(request), 'denied');
      throw roleMayNot();
    }
    const why = reasonIn(request.headers);
    if (why !== undefined) facts.why = why;
    else if (needsReason(caller.role, door.policy)) {
      await access.write(request, subjectsOf(request), 'denied');
      throw noReason();
    }
    if (door.takesQuery !== true && Object.keys(request.query as object).length > 0)
      throw invalidInput({
        parameter: '?',
        rule: 'This path takes no query.',
        remedy: 'Leave out what follows the question mark.',
      });
  };
}

function bearerIn({ headers }: FastifyRequest): string {
  const [, token] = /^Bearer +([\w.~+/=-]+) *$/i.exec(headers.authorization ?? '') ?? [];
  if (token === undefined || token.length > LONGEST_TOKEN) throw noToken();
  return token;
}

/** The stream that the path names, if it names one. */
const subjectsOf = ({ params, routeOptions }: FastifyRequest): string[] => {
  const { id } = params as { readonly id?: string };
  const [, nouns = ''] = (routeOptions.url ?? '').split('/');
  return isId(id) ? [`${nouns.replace(/s$/, '')}-${id}`] : [];
};
