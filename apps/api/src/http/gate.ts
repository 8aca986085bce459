import type { FastifyRequest } from 'fastify';
import { may } from '#libs/access/src/policies.js';
import type { TokenVerifier } from '#libs/access/src/token-verifier.js';
import type { AccessRecords } from './access-records.js';
import { isId } from './fields.js';
import { invalidInput, noToken, roleMayNot } from './problems.js';
import { doorOf, factsOf } from './request-facts.js';

const LONGEST_TOKEN = 4_096;

/**
 * Authenticates and authorises before a byte of the body is read. A route that names no policy is shut. What does not
 * match a route is let through to the answer that there is none.
 */
export function gate(tokens: TokenVerifier, access: AccessRecords) {
  return async (request: FastifyRequest): Promise<void> => {
    if (request.is404) return;
    const door = doorOf(request);
    if (door?.policy === 'public') return;
    const caller = await tokens.verify(bearerIn(request));
    factsOf(request).caller = caller;
    if (door === undefined || !may(caller.role, door.policy)) {
      await access.write(request, subjectsOf(request), 'denied');
      throw roleMayNot();
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
