import { permittedIn } from '#libs/access/src/open-to.js';
import { may, type Policy } from '#libs/access/src/policies.js';
import { ROLES, type Role } from '#libs/access/src/roles.js';
import type { Viewer } from '#libs/access/src/viewer.js';
import { officeId, staffId } from '#libs/kernel/src/ids.js';
import type { Route } from '../../apps/api/src/http/routes.js';
import { accessIn, NOW, SITUATIONS, situations, type Situation } from './situations.js';

export type Verdict = 'may' | 'role-may-not' | 'not-assigned';

export interface Row {
  readonly route: string;
  readonly policy: Policy;
  /** True if what may be done depends on the case. */
  readonly isOfCase: boolean;
}

const STAFF = staffId('00000000-0000-4000-8000-0000000000a1');
const OFFICE = officeId('00000000-0000-4000-8000-0000000000a2');

/** The rows for routes behind the gate, by path. A route that names no policy is shut, and has no place in the table: it throws. */
export function rowsOf(routes: readonly Route[]): Row[] {
  return routes
    .filter(({ method, policy }) => method !== 'HEAD' && policy !== 'public')
    .map(({ method, url, policy }) => {
      if (policy === undefined) throw new Error(`${method} ${url} names no policy: nobody may use it.`);
      const isOfCase = url.startsWith('/cases/:id') || url === '/cases/search';
      return { route: `${method} ${url}`, policy: policy as Policy, isOfCase };
    })
    .sort((a, b) => (pathOf(a) < pathOf(b) ? -1 : pathOf(a) > pathOf(b) ? 1 : 0));
}

const pathOf = ({ route }: Row): string => route.split(' ').reverse().join(' ');

/** What the policies say of one cell. */
export function verdictOf({ policy, isOfCase }: Row, role: Role, situation: Situation): Verdict {
  if (!may(role, policy)) return 'role-may-not';
  const viewer: Viewer = { id: STAFF, role, office: OFFICE };
  if (!isOfCase) return 'may';
  return permittedIn(accessIn(situation, viewer), viewer, policy, NOW) ? 'may' : 'not-assigned';
}

function cell(row: Row, role: Role): string {
  const allowed = situations.filter((situation) => verdictOf(row, role, situation) === 'may');
  if (allowed.length === 0) return '–';
  if (allowed.length === situations.length) return row.isOfCase ? 'every' : 'yes';
  return allowed.join(' ');
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** The table as docs/access.md has it. */
export function asMarkdown(rows: readonly Row[]): string {
  const heads = ['route', 'policy', ...ROLES];
  return [
    line(['letter', 'the case is']),
    line(['---', '---']),
    ...Object.entries(SITUATIONS).map((each) => line(each)),
    '',
    line(heads),
    line(heads.map(() => '---')),
    ...rows.map((row) => line([`\`${row.route}\``, row.policy, ...ROLES.map((role) => cell(row, role))])),
  ].join('\n');
}

const MARKS = /(?<=<!-- made by test\/access\/make.ts -->\n)[^]*(?=\n<!-- end -->)/;

/** The page with this table in its place. */
export function withTable(page: string, table: string): string {
  if (!MARKS.test(page)) throw new Error('docs/access.md has no place for the table.');
  return page.replace(MARKS, `\n${table}\n`);
}

/** A table without the padding that makes its source readable. */
export const unpadded = (page: string): string =>
  page.replaceAll(/ *\| */g, '|').replaceAll(/\|-+(?=\|)/g, '|---');
