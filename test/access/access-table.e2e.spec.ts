import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROLES, type Role } from '#libs/access/src/roles.js';
import { OPENED } from '#test/support/demo-person.js';
import type { Schemas, Schema } from '#test/support/fuzz.js';
import type { Answer } from '#test/support/http-client.js';
import { startHomeward, type Homeward } from '#test/support/homeward.js';
import { asMarkdown, rowsOf, unpadded, verdictOf, withTable, type Row } from './access-table.js';
import { casesInEverySituation, type Found } from './cases-in-every-situation.js';
import { exampleOf } from './examples.js';
import { routesOfTheApi } from './routes-of-the-api.js';
import { situations, type Situation } from './situations.js';

/** Here not the request is denied, but the case is not among what is found. */
const SEARCH = 'POST /cases/search';
const NOWHERE = '99999999-9999-4999-8999-999999999999';
const HOW_TO_MAKE =
  'Make it with `npm run --silent build && node dist/test/access/make.js`, read it, and commit it.';

const rows = rowsOf(await routesOfTheApi());

interface Described {
  readonly paths: Readonly<Record<string, Record<string, { requestBody?: Body }>>>;
  readonly components: { readonly schemas: Schemas };
}
interface Body {
  readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
}

describe('The table of who may do what', () => {
  let homeward: Homeward;
  let found: Found;
  let described: Described;
  let asked = 0;
  beforeAll(async () => {
    homeward = await startHomeward();
    found = await casesInEverySituation(homeward);
    described = (await homeward.client.get('/docs-json', { as: 'nobody' })).body as unknown as Described;
  });
  afterAll(() => homeward?.stop());

  const exampleFor = (route: string): unknown => {
    const [method = '', path = ''] = route.split(' ');
    const named = path.replaceAll(/:(\w+)/g, '{$1}');
    const body = described.paths[named]?.[method.toLowerCase()]?.requestBody;
    const { schema = {} } = body?.content['application/json'] ?? {};
    return exampleOf(schema, described.components.schemas);
  };

  /** A request that does all but change something: it names a revision that is not there, or what no rule takes. */
  const ask = (row: Row, role: Role, situation: Situation) => {
    const [method = '', path = ''] = row.route.split(' ');
    const id = row.isOfCase ? found.cases[situation] : NOWHERE;
    const url = path
      .replace(':id', id)
      .replace(':revision', '0')
      .replace(':glass', NOWHERE)
      .replace(':projection', 'cases')
      .replace(':reaction', 'handover-returns-people')
      .replace(':request', '1');
    asked += 1;
    if (row.route === SEARCH)
      return homeward.client.post(
        url,
        { openedFor: OPENED.openedFor, limit: 20 },
        { as: role, after: found.last },
      );
    if (method === 'GET') return homeward.client.get(url, { as: role, after: found.last });
    const body = row.isOfCase ? exampleFor(row.route) : {};
    const changed = path.endsWith('/break-glass') ? { ...(body as object), hours: 25 } : body;
    return homeward.client.post(url, changed, { as: role, ifMatch: '"999999"' });
  };

  /** What an answer says of the caller's rights. */
  const verdictIn = ({ status, body }: Answer, { route, isOfCase }: Row, situation: Situation): string => {
    if (route === SEARCH && status === 200) {
      const hits = body['hits'] as { readonly id: string }[];
      return hits.some(({ id }) => id === found.cases[situation]) ? 'may' : 'not-assigned';
    }
    if (status === 403) return String(body['type']).replace('urn:homeward:problem:', '');
    const fine = isOfCase ? [200, 404, 409, 412] : [200, 400, 404, 415, 428];
    return fine.includes(status) ? 'may' : `${status} ${String(body['detail'])}`;
  };

  it('is in the docs as routes and policies say it now', () => {
    const page = readFileSync('docs/access.md', 'utf8');
    if (unpadded(withTable(page, asMarkdown(rows))) !== unpadded(page))
      throw new Error(`docs/access.md is not true any more. ${HOW_TO_MAKE}`);
    const other = rows.map((row) => ({ ...row, policy: 'read figures' }) as const);
    expect(unpadded(withTable(page, asMarkdown(other)))).not.toBe(unpadded(page));
  });

  it('has every route of the running api, and a route without a policy has no place in it', () => {
    expect(rowsOf(homeward.routes.all)).toEqual(rows);
    expect(() => rowsOf([{ method: 'GET', url: '/x', policy: undefined }])).toThrow('names no policy');
  });

  it.each(rows.map((row) => [row.route, row] as const))(
    '%s is answered as it says, in every cell',
    async (_route, row) => {
      const wrong: string[] = [];
      const before = await homeward.countEvents();
      for (const role of ROLES)
        for (const situation of row.isOfCase ? situations : (['n'] as const)) {
          const expected = verdictOf(row, role, situation);
          const answered = verdictIn(await ask(row, role, situation), row, situation);
          if (answered !== expected)
            wrong.push(`${role}, ${situation}: expected ${expected}, answered ${answered}`);
        }
      expect(wrong).toEqual([]);
      expect(await homeward.countEvents()).toBe(before);
    },
  );

  it('was asked cell by cell', () => {
    const ofCases = rows.filter(({ isOfCase }) => isOfCase).length;
    const others = rows.filter(({ isOfCase }) => !isOfCase).length;
    expect(asked).toBe(ROLES.length * (ofCases * situations.length + others));
    expect(asked).toBeGreaterThan(1_000);
  });
});
