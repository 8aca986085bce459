import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OPENED, SOURCE, Thread } from '#test/support/demo-person.js';
import { startHomeward, STAFF, type Homeward } from '#test/support/homeward.js';
import type { Answer, Ask } from '#test/support/http-client.js';

const asNegotiator = { as: 'negotiator' } as const;
const asReporter = { as: 'reporter' } as const;
const WITHHELD = { kind: 'withheld', reason: 'embargoed until the exchange is complete' };
const REMAINS = [{ form: 'one-sided', toUkraine: 6_000, fromUkraine: null, speaker: 'icrc' }];
const AGREEMENT = {
  occurredAt: '2025-06-02',
  title: 'Istanbul',
  place: 'Istanbul',
  categories: [],
  remains: REMAINS,
};
const stated = (figure: number, occurredAt: string) => ({
  occurredAt,
  kind: 'remains',
  direction: 'to-ukraine',
  counted: 'all',
  bound: 'exact',
  figure,
  speaker: 'coordination-headquarters',
  basis: SOURCE,
});

interface Told {
  readonly question: string;
}
const factIn = ({ body }: Answer, question: string) =>
  (body['facts'] as readonly Told[]).find((each) => each.question === question);
const changeIn = ({ body }: Answer, question: string) =>
  (body['changed'] as readonly Told[]).find((each) => each.question === question);

describe('Agreements, exchanges and receptions in both times, over HTTP', () => {
  let homeward: Homeward;
  beforeAll(async () => {
    homeward = await startHomeward();
  });
  afterAll(() => homeward?.stop());

  const begin = (noun: string, body: object, ask: Ask = asNegotiator) =>
    Thread.begin(homeward.client, noun, { ...body, basis: SOURCE }, ask);

  /** An instant at which all is known that was recorded so far, and nothing that is recorded later. */
  const now = async (): Promise<string> => {
    const at = Date.now();
    while (Date.now() <= at) await new Promise((resolve) => setImmediate(resolve));
    return new Date(at).toISOString();
  };

  it('an agreement is read as known before and after a figure was recorded, and as of a day', async () => {
    const before = await now();
    const agreement = await begin('agreements', AGREEMENT);
    const early = await now();
    await agreement.post('figures', stated(6_057, '2025-06-16'), asNegotiator);
    expect((await agreement.read(`/as-of?knownAt=${early}`, asReporter)).body).toEqual({
      id: agreement.id,
      facts: [
        { question: 'terms', fact: { value: expect.objectContaining({ remains: REMAINS }), because: 0 } },
      ],
    });
    expect(factIn(await agreement.read('/as-of', asReporter), 'figure, entry 1')).toMatchObject({
      fact: { value: { figure: 6_057 }, because: 1 },
    });
    const onDay = await agreement.read('/as-of?validAt=2025-06-15', asReporter);
    expect(factIn(onDay, 'terms')).toMatchObject({ fact: { kind: 'certain', because: [0] } });
    expect(factIn(onDay, 'figure, entry 1')).toMatchObject({ fact: { kind: 'unknown' } });
    const difference = await agreement.read(`/difference?fromKnownAt=${early}`, asReporter);
    expect(difference.body).toMatchObject({
      changed: [
        {
          question: 'figure, entry 1',
          from: null,
          causes: [{ revision: '1', type: 'FigureStated', how: 'recorded' }],
        },
      ],
      between: [{ revision: '1', type: 'FigureStated' }],
    });
    const never = await agreement.read(`/as-of?knownAt=${before}`, asReporter);
    expect(never.body).toMatchObject({ status: 404, type: 'urn:homeward:problem:no-such-agreement' });
  });

  it('a reception is read with the counts that were known, and those of which the day has passed', async () => {
    const counts = [{ speaker: 'coordination-headquarters', count: 1_245, bound: 'exact', basis: SOURCE }];
    const received = { occurredAt: '2025-06-16', direction: 'to-ukraine', counts };
    const reception = await begin('receptions', received, {});
    const early = await now();
    const recount = {
      occurredAt: '2025-06-20',
      speaker: 'other-side',
      count: 1_248,
      bound: 'exact',
      basis: SOURCE,
    };
    await reception.post('counts', recount);
    const known = await reception.read(`/as-of?knownAt=${early}`);
    expect(factIn(known, 'counts by coordination-headquarters')).toMatchObject({
      fact: { value: [{ count: 1_245 }] },
    });
    expect(factIn(known, 'counts by other-side')).toBeUndefined();
    const passed = await reception.read('/difference?fromValidAt=2025-06-19&toValidAt=2025-06-20');
    expect(passed.body).toMatchObject({
      changed: [
        {
          question: 'counts by other-side',
          from: { kind: 'unknown' },
          to: { kind: 'certain', value: [{ count: 1_248 }], because: [1] },
          causes: [{ revision: '1', type: 'ContainersCounted', how: 'day' }],
        },
      ],
      between: [],
    });
  });

  it('an exchange is told to those who need to know, withheld from all others, and told to all when it is complete', async () => {
    const plan = { occurredAt: '2025-06-12', plannedFor: '2025-06-14', agreements: [], ordinal: 4 };
    const exchange = await begin('exchanges', plan);
    const needToKnow = [STAFF.negotiator];
    await exchange.post('embargo', { occurredAt: '2025-06-12', needToKnow, basis: SOURCE }, asNegotiator);
    const early = await now();
    const outside = [
      '/as-of',
      `/as-of?knownAt=${early}`,
      `/as-of?validAt=2025-06-14`,
      '/difference',
      `/difference?fromKnownAt=${early}`,
    ];
    const seenBy = (ask: Ask) =>
      Promise.all(outside.map(async (path) => (await exchange.read(path, ask)).body));
    const before = await seenBy(asReporter);
    expect(before).toContainEqual({
      id: exchange.id,
      changed: [{ question: 'handedOver', from: WITHHELD, to: WITHHELD, causes: [] }],
      between: [],
    });

    const people = await Promise.all([1, 2, 3].map((n) => begin('cases', OPENED, { key: `person-${n}` })));
    const part = (of: number, some: readonly Thread[]) => ({
      occurredAt: '2025-06-14',
      handover: 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa',
      part: of,
      manifest: some.map(({ id }) => ({ case: id, category: 'aged-18-to-25' })),
      basis: SOURCE,
    });
    await exchange.post('handovers', part(1, people.slice(0, 2)), asNegotiator);
    const between = await now();
    await exchange.post('handovers', part(2, people.slice(2)), asNegotiator);
    const widened = [...needToKnow, STAFF.supervisor];
    await exchange.post(
      'embargo',
      { occurredAt: '2025-06-14', needToKnow: widened, basis: SOURCE },
      asNegotiator,
    );

    for (const as of ['reporter', 'caseworker', 'auditor'] as const)
      expect(await seenBy({ as })).toEqual(before);
    for (const ask of [asNegotiator, { as: 'supervisor' }] as const) {
      const read = (path: string) => exchange.read(path, ask);
      expect(factIn(await read(`/as-of?knownAt=${early}`), 'handedOver')).toMatchObject({
        fact: { value: { total: 0 } },
      });
      expect(factIn(await read(`/as-of?knownAt=${between}`), 'handedOver')).toMatchObject({
        fact: { value: { total: 2 }, because: 2 },
      });
      expect(factIn(await read('/as-of?validAt=2025-06-14'), 'handedOver')).toMatchObject({
        fact: { kind: 'certain', value: { total: 3 }, because: [2, 3] },
      });
      expect(changeIn(await read(`/difference?fromKnownAt=${between}`), 'handedOver')).toMatchObject({
        causes: [{ revision: '3', type: 'HandoverConfirmed', how: 'recorded' }],
      });
      // Who needs to know is told to nobody.
      expect((await read('/as-of')).text).not.toContain(STAFF.negotiator);
    }

    await exchange.post('completion', { occurredAt: '2025-07-23', basis: SOURCE }, asNegotiator);
    expect(factIn(await exchange.read(`/as-of?knownAt=${between}`, asReporter), 'handedOver')).toMatchObject({
      fact: { value: { total: 2 }, because: 2 },
    });
    expect((await exchange.read(`/difference?fromKnownAt=${early}`, asReporter)).body['between']).toEqual([
      { revision: '2', type: 'HandoverConfirmed' },
      { revision: '3', type: 'HandoverConfirmed' },
      { revision: '4', type: 'EmbargoPlaced' },
      { revision: '5', type: 'ExchangeCompleted' },
    ]);
  });

  it('refuses what cannot be asked, and knows nothing that is not there', async () => {
    const agreement = await begin('agreements', AGREEMENT);
    expect((await agreement.read('/as-of?validAt=2025-02-30')).body).toMatchObject({
      status: 400,
      errors: [{ parameter: 'validAt' }],
    });
    expect((await agreement.read('/difference?toValidAt=2025-06-14')).body).toMatchObject({
      status: 400,
      errors: [{ parameter: 'fromValidAt' }],
    });
    expect((await agreement.read('/as-of', { as: 'operator' })).status).toBe(403);
    const { client } = homeward;
    for (const noun of ['agreement', 'exchange', 'reception'])
      for (const door of ['as-of', 'difference']) {
        const { body } = await client.get(`/${noun}s/00000000-0000-4000-8000-000000000000/${door}`);
        expect(body).toMatchObject({ type: `urn:homeward:problem:no-such-${noun}` });
      }
  });
});
