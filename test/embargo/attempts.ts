import type { Role } from '#libs/access/src/roles.js';
import { CAPTURE, DECISION, IDENTITY, OPENED, SOURCE } from '#test/support/demo-person.js';
import { OFFICE, STAFF } from '#test/support/homeward.js';
import { intakes } from './readings.js';
import type { World } from './world.js';

/** What somebody who may not know tries: a change of `thing`, at the revision that they are told of it unless another is given. */
export interface Attempt {
  readonly as: Role;
  readonly thing: string | null;
  readonly path: string;
  readonly body: unknown;
  readonly ifMatch?: string;
  /** The Idempotency-Key, where the same is sent again. */
  readonly key?: string;
}

type Door = (world: World) => readonly Attempt[];

const GLASS = '99999999-9999-4999-8999-999999999999';
const REACTION = 'handover-returns-people';
const occurredAt = '2025-06-20';
const said = { occurredAt, basis: SOURCE };

const everyone = ({ people, bystander }: World): readonly string[] => [...people, bystander];

const onCases =
  (door: string, body: unknown, as: Role = 'caseworker'): Door =>
  (world) =>
    everyone(world).map((id) => ({ as, thing: `/cases/${id}`, path: `/cases/${id}/${door}`, body }));

const onEntries =
  (change: string, revisions: readonly number[], body: unknown): Door =>
  ({ people }) =>
    revisions.flatMap((revision) =>
      people.map((id) => ({
        as: 'caseworker',
        thing: `/cases/${id}`,
        path: `/cases/${id}/statements/${revision}/${change}`,
        body,
      })),
    );

const onTheExchange =
  (door: string, body: unknown): Door =>
  ({ exchange }) =>
    ['"1"', '"2"'].map((ifMatch) => ({
      as: 'negotiator',
      thing: null,
      path: `/exchanges/${exchange}/${door}`,
      body,
      ifMatch,
    }));

const creates =
  (path: string, body: unknown, as: Role = 'caseworker'): Door =>
  () => [{ as, thing: null, path, body }];

const ofTheProjector =
  (name: string, door: string, more: object, noun = 'projections'): Door =>
  () =>
    (['caseworker', 'operator'] as const).map((as) => ({
      as,
      thing: null,
      path: `/${noun}/${name}/${door}`,
      body: { why: 'a test', ...more },
    }));

const listed = ({ agreement }: World, listing: string, exchange: string | null) =>
  ({ ...said, agreement, category: 'aged-18-to-25', listing, exchange }) as const;

const planned = { ...said, plannedFor: '2025-07-01', agreements: [], ordinal: 9 };
const agreed = {
  ...said,
  title: 'Another',
  place: 'Istanbul',
  categories: [],
  remains: [{ form: 'one-sided', toUkraine: 1, fromUkraine: null, speaker: 'icrc' }],
};

/** What is tried at each door. A door that does not stand here fails the test: somebody has to think about what it may tell. */
export const ATTEMPTS: Readonly<Record<string, readonly Door[]>> = {
  'POST /cases': [creates('/cases', OPENED)],
  'POST /cases/:id/identity': [onCases('identity', { ...IDENTITY, rank: 'captain' })],
  'POST /cases/:id/capture': [onCases('capture', { ...CAPTURE, occurredAt: '2022-05' })],
  'POST /cases/:id/captivity-confirmations': [onCases('captivity-confirmations', { ...said, by: 'icrc' })],
  'POST /cases/:id/health-assessments': [onCases('health-assessments', { ...said, finding: 'stable' })],
  'POST /cases/:id/missing-reports': [onCases('missing-reports', { ...said, by: 'relative' })],
  'POST /cases/:id/transfers': [onCases('transfers', { ...said, to: 'Taganrog' })],
  'POST /cases/:id/hospital-admissions': [onCases('hospital-admissions', { ...said, place: 'Rostov' })],
  'POST /cases/:id/escape': [onCases('escape', said)],
  'POST /cases/:id/death-reports': [
    onCases('death-reports', { ...said, reliability: 'F', credibility: '6' }),
  ],
  'POST /cases/:id/messages': [onCases('messages', { ...said, form: 'letter', way: 'icrc' })],
  'POST /cases/:id/notes': [
    onCases('notes', { ...said, note: 'asked again' }),
    // What can be named as a ground tells what there is: entries of each case in the file of another, and of the exchange.
    ({ people, bystander, exchange }) =>
      [...people.map((id) => `case-${id}`), `exchange-${exchange}`].flatMap((stream) =>
        [4, 5, 6].map((revision) => ({
          as: 'caseworker',
          thing: `/cases/${bystander}`,
          path: `/cases/${bystander}/notes`,
          body: { ...said, basis: [{ kind: 'event', stream, revision }], note: 'see there' },
        })),
      ),
  ],
  'POST /cases/:id/family-contacts': [
    onCases('family-contacts', {
      ...said,
      contact: GLASS,
      toInform: true,
      name: 'Олена',
      relationship: 'mother',
    }),
  ],
  'POST /cases/:id/closure': [
    onCases('closure', { ...said, reason: 'search-ended' }),
    onCases('closure', { ...said, reason: 'duplicate' }),
  ],
  'POST /cases/:id/reopening': [onCases('reopening', { ...said, reason: 'new-information' })],
  'POST /cases/:id/negotiations': [
    (world) => onCases('negotiations', listed(world, 'disputed', null), 'negotiator')(world),
    (world) => onCases('negotiations', listed(world, 'removed', null))(world),
    (world) =>
      onCases('negotiations', listed(world, 'in-a-stage', world.exchange || GLASS), 'negotiator')(world),
  ],
  'POST /cases/:id/return': [
    (world) => onCases('return', { ...said, exchange: world.exchange || GLASS })(world),
    onCases('return', said),
  ],
  'POST /cases/:id/remains-repatriation': [onCases('remains-repatriation', { ...said, basis: DECISION })],
  'POST /cases/:id/statements/:revision/correction': [
    onEntries('correction', [1, 4, 5, 6, 7, 8], {
      ...said,
      reason: 'better-source',
      to: { type: 'NoteAdded', ...said, note: 'asked once more' },
    }),
  ],
  'POST /cases/:id/statements/:revision/withdrawal': [
    onEntries('withdrawal', [4, 6], { ...said, reason: 'refuted' }),
  ],
  'POST /cases/:id/assignment': [
    onCases(
      'assignment',
      { offices: [OFFICE], staff: [STAFF.caseworker], sensitivity: 'ordinary' },
      'supervisor',
    ),
  ],
  'POST /cases/:id/break-glass': [
    onCases('break-glass', { reason: 'an urgent call', hours: 1 }, 'negotiator'),
  ],
  'POST /cases/:id/break-glass/:glass/review': [
    onCases(`break-glass/${GLASS}/review`, { finding: 'justified' }, 'supervisor'),
  ],
  'POST /agreements': [creates('/agreements', agreed, 'negotiator')],
  'POST /agreements/:id/figures': [
    ({ agreement, exchange }) =>
      [null, exchange || null].map((of) => ({
        as: 'negotiator',
        thing: `/agreements/${agreement}`,
        path: `/agreements/${agreement}/figures`,
        body: {
          ...said,
          kind: 'persons',
          direction: 'to-ukraine',
          counted: 'all',
          bound: 'more-than',
          figure: 1_000,
          exchange: of,
          speaker: 'president-of-ukraine',
        },
      })),
  ],
  'POST /exchanges': [creates('/exchanges', planned, 'negotiator')],
  'POST /exchanges/:id/embargo': [onTheExchange('embargo', { ...said, needToKnow: [STAFF.negotiator] })],
  'POST /exchanges/:id/handovers': [
    (world) =>
      onTheExchange('handovers', {
        ...said,
        handover: GLASS,
        part: 1,
        manifest: world.people.map((id) => ({ case: id })),
      })(world),
  ],
  'POST /exchanges/:id/completion': [onTheExchange('completion', said)],
  'POST /intakes': [
    creates('/intakes', { occurredAt: '2025-06-07', list: 'list-of-the-icrc', basis: DECISION }),
  ],
  'POST /intakes/:id/closure': [
    (world) =>
      intakes(world).map((id) => ({
        as: 'caseworker',
        thing: null,
        path: `/intakes/${id}/closure`,
        body: { ...said, closure: 'given-up' },
        ifMatch: '"77"',
      })),
  ],
  'POST /projections/:projection/rebuild': [ofTheProjector('receptions', 'rebuild', {})],
  'POST /projections/:projection/retry': [ofTheProjector('cases', 'retry', {})],
  'POST /projections/:projection/skip': [ofTheProjector('cases', 'skip', { event: GLASS })],
  'POST /projections/:projection/forget-old': [ofTheProjector('agreements', 'forget-old', {})],
  'POST /reactions/:reaction/retry': [ofTheProjector(REACTION, 'retry', {}, 'reactions')],
  'POST /reactions/:reaction/skip': [ofTheProjector(REACTION, 'skip', { event: GLASS }, 'reactions')],
  'POST /receptions': [creates('/receptions', { ...said, direction: 'to-ukraine', counts: [] })],
  'POST /receptions/:id/counts': [
    ({ reception, exchange }) =>
      [SOURCE, [{ kind: 'event', stream: `exchange-${exchange || GLASS}`, revision: 1 }]].map((basis) => ({
        as: 'caseworker',
        thing: `/receptions/${reception}`,
        path: `/receptions/${reception}/counts`,
        body: { ...said, speaker: 'icrc', count: 7, bound: 'more-than', basis },
      })),
  ],
};
