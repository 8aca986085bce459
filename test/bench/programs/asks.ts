import { people } from '../../search/people.js';
import { idOf, type Numbers } from '../world/numbers.js';
import { numberOf, PEOPLE } from '../world/own.js';

/** One request of a read, about somebody or something taken at random. */
export interface Ask {
  readonly as: 'caseworker' | 'auditor' | 'supervisor';
  readonly path: string;
  readonly body?: object;
}

/** Who asks, and how many there are of everything; `any(n)`: a whole number below n, at random. */
export interface Asking {
  readonly numbers: Numbers;
  /** The office of the caseworker who asks, as a number. */
  readonly office: number;
  readonly any: (below: number) => number;
  /** Where the page before of the same list ended. */
  readonly after: string | null;
}

const LIMIT = 20;

/** A case that is open to the caseworker. */
const ownCase = ({ numbers: { cases, offices }, office, any }: Asking): string =>
  idOf('case', office + offices * any(Math.floor((cases - office - 1) / offices) + 1));
const anyCase = ({ numbers, any }: Asking): string => idOf('case', any(numbers.cases));

function nameOf(index: number): object {
  const [person] = people(1, index % PEOPLE);
  return { surname: person?.ru.surname, givenNames: person?.ru.givenNames };
}

const listOf = (after: string | null, facts: object) => ({
  ...facts,
  limit: LIMIT,
  ...(after !== null && { after }),
});

/** The reads that are compared, by name. */
export const ASKS: Readonly<Record<string, (asking: Asking) => Ask>> = {
  'case file': (asking) => ({ as: 'caseworker', path: `/cases/${ownCase(asking)}` }),
  history: (asking) => ({ as: 'caseworker', path: `/cases/${ownCase(asking)}/history` }),
  assignment: (asking) => ({ as: 'caseworker', path: `/cases/${ownCase(asking)}/assignment` }),
  'access log of a case': (asking) => ({ as: 'supervisor', path: `/cases/${anyCase(asking)}/access-log` }),
  'list by facts, of an office': ({ after }) => ({
    as: 'caseworker',
    path: '/cases/search',
    body: listOf(after, { captivity: 'confirmed-by-icrc' }),
  }),
  'list by facts, of all': ({ after }) => ({
    as: 'auditor',
    path: '/cases/search',
    body: listOf(after, { captivity: 'confirmed-by-icrc' }),
  }),
  'list by agreement': ({ numbers, any }) => ({
    as: 'auditor',
    path: '/cases/search',
    body: { agreement: idOf('agreement', any(numbers.agreements)), limit: LIMIT },
  }),
  'search by name, of an office': ({ numbers, any }) => ({
    as: 'caseworker',
    path: '/cases/search',
    body: { name: nameOf(any(numbers.cases)), limit: LIMIT },
  }),
  'search by name, of all': ({ numbers, any }) => ({
    as: 'auditor',
    path: '/cases/search',
    body: { name: nameOf(any(numbers.cases)), limit: LIMIT },
  }),
  'search by service number': ({ numbers, any }) => ({
    as: 'auditor',
    path: '/cases/search',
    body: { serviceNumber: numberOf(any(numbers.cases)), limit: LIMIT },
  }),
  exchange: ({ numbers, any }) => ({
    as: 'auditor',
    path: `/exchanges/${idOf('exchange', any(numbers.exchanges))}`,
  }),
  agreement: ({ numbers, any }) => ({
    as: 'auditor',
    path: `/agreements/${idOf('agreement', any(numbers.agreements))}`,
  }),
  intake: ({ numbers, any }) => ({
    as: 'supervisor',
    path: `/intakes/${idOf('intake', any(numbers.intakes))}`,
  }),
  'intake lines': ({ numbers, any }) => ({
    as: 'auditor',
    path: `/intakes/${idOf('intake', any(numbers.intakes))}/lines`,
  }),
  'broken glass': () => ({ as: 'supervisor', path: '/break-glass' }),
};
