import { SOURCE } from '#test/support/demo-person.js';
import type { World } from './world.js';

const said = { occurredAt: '2025-06-20', basis: SOURCE };

export const intakes = ({ intake, insideIntake }: World): readonly string[] =>
  [intake, insideIntake].filter((id) => id !== '');

/** A list of two actions on each person, posted line by line. */
export const LIST = ({ people }: World, step: number): readonly object[] =>
  people.flatMap((id, n) => [
    { ref: `${step}.${n}.note`, post: `/cases/${id}/notes`, body: { ...said, note: `on list ${step}` } },
    { ref: `${step}.${n}.moved`, post: `/cases/${id}/transfers`, body: { ...said, to: `Camp ${step}` } },
  ]);

/** What is searched for. */
export const SEARCHES = ({ agreement, openAgreements: [open] }: World): readonly object[] => [
  { name: { surname: 'Vyhadanenko' }, limit: 50 },
  { name: { surname: 'Вигаданенко' }, limit: 2 },
  { captivity: 'alleged', limit: 50 },
  { captivity: 'released', limit: 50 },
  { whereabouts: 'returned', limit: 1 },
  { search: 'closed', limit: 50 },
  { casework: 'closed', limit: 50 },
  { agreement, listing: 'in-a-stage', limit: 50 },
  { agreement, listing: 'handed-over', limit: 50 },
  ...(open === undefined ? [] : [{ agreement: open, listing: 'in-a-stage', limit: 50 }]),
];

/** Doors that take something else than one body: the list, and what is searched for. */
export const OTHER_DOORS = ['POST /intakes/:id/lines', 'POST /cases/search', 'GET /projections'];

/** What tells how the log grows, and so is told to operators alone: see docs/decisions/0008. */
export const TOLD_TO_OPERATORS = '/projections';

const exchanges = ({ exchange, otherExchange }: World): readonly string[] =>
  [exchange, otherExchange].filter((id) => id !== '').map((id) => `/exchanges/${id}`);
const asOf = (thing: string): readonly string[] => [
  `${thing}/as-of`,
  `${thing}/as-of?validAt=2025-06-14`,
  `${thing}/as-of?validAt=2025-06-20&knownAt=2099-01-01`,
];
const difference = (thing: string): readonly string[] => [
  `${thing}/difference`,
  `${thing}/difference?fromKnownAt=2000-01-01`,
  `${thing}/difference?fromValidAt=2025-06-13&toValidAt=2025-06-14`,
];

/** What is read at each door. */
export const READINGS: Readonly<Record<string, (world: World) => readonly string[]>> = {
  'GET /cases/:id': ({ people }) =>
    people.flatMap((id) => [
      `/cases/${id}`,
      `/cases/${id}?validAt=2025-06-14`,
      `/cases/${id}?knownAt=2099-01-01`,
    ]),
  'GET /cases/:id/difference': ({ people }) =>
    people.map((id) => `/cases/${id}/difference?fromKnownAt=2000-01-01`),
  'GET /cases/:id/history': ({ people }) =>
    people.flatMap((id) => [`/cases/${id}/history`, `/cases/${id}/history?after=2&limit=3`]),
  'GET /cases/:id/access-log': ({ people }) => people.map((id) => `/cases/${id}/access-log`),
  'GET /cases/:id/assignment': ({ people }) => people.map((id) => `/cases/${id}/assignment`),
  'GET /population': ({ bystander }) => [
    '/population',
    '/population?validAt=2025-06-14',
    '/population?validAt=2025-06-20&knownAt=2099-01-01',
    `/population?knownAt=2099-01-01&after=${bystander}`,
  ],
  'GET /break-glass': () => ['/break-glass'],
  'GET /agreements/:id': ({ agreement }) => [`/agreements/${agreement}`],
  'GET /agreements/:id/as-of': ({ agreement }) => asOf(`/agreements/${agreement}`),
  'GET /agreements/:id/difference': ({ agreement }) => difference(`/agreements/${agreement}`),
  'GET /exchanges/:id': (world) => exchanges(world),
  'GET /exchanges/:id/as-of': (world) => exchanges(world).flatMap(asOf),
  'GET /exchanges/:id/difference': (world) => exchanges(world).flatMap(difference),
  'GET /intakes/:id': (world) => intakes(world).map((id) => `/intakes/${id}`),
  'GET /intakes/:id/lines': (world) => intakes(world).map((id) => `/intakes/${id}/lines`),
  'GET /operator-requests/:request': () => ['/operator-requests/99'],
  'GET /receptions/:id': ({ reception }) => [`/receptions/${reception}`],
  'GET /receptions/:id/as-of': ({ reception }) => asOf(`/receptions/${reception}`),
  'GET /receptions/:id/difference': ({ reception }) => difference(`/receptions/${reception}`),
};
