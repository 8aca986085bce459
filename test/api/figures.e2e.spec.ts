import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IDENTITY, OPENED, SOURCE, CAPTURE, Thread } from '#test/support/demo-person.js';
import { startHomeward, STAFF, type Homeward } from '#test/support/homeward.js';

const asNegotiator = { as: 'negotiator' } as const;
const stated = (of: object) => ({
  occurredAt: '2025-06-16',
  kind: 'remains',
  direction: 'to-ukraine',
  counted: 'all',
  bound: 'exact',
  speaker: 'coordination-headquarters',
  basis: SOURCE,
  ...of,
});

describe('Figures, over HTTP', () => {
  let homeward: Homeward;
  let agreement: Thread;
  beforeAll(async () => {
    homeward = await startHomeward();
    agreement = await Thread.begin(
      homeward.client,
      'agreements',
      {
        occurredAt: '2025-06-02',
        title: 'Istanbul, second round',
        place: 'Istanbul',
        categories: [],
        remains: [
          { form: 'number-for-number', toUkraine: 6000, fromUkraine: 6000, speaker: 'defence-minister' },
        ],
        basis: SOURCE,
      },
      asNegotiator,
    );
  });
  afterAll(() => homeward?.stop());

  it('of an agreement are read where its recording said that it is, and stand side by side by speaker', async () => {
    const { client } = homeward;
    expect(agreement.last.headers.get('location')).toBe(agreement.path);
    expect((await agreement.post('figures', stated({ figure: 6057 }), asNegotiator)).body).toMatchObject({
      revision: '1',
      events: ['FigureStated'],
    });
    await agreement.post('figures', stated({ figure: 6060, speaker: 'interior-minister' }), asNegotiator);
    const read = await client.get(agreement.path, { as: 'reporter', after: agreement.last });
    expect(read.headers.get('etag')).toBe('"2"');
    expect(read.body).toMatchObject({
      id: agreement.id,
      title: 'Istanbul, second round',
      remains: [{ toUkraine: 6000, speaker: 'defence-minister' }],
      figures: [
        { figure: 6057, speaker: 'coordination-headquarters', revision: '1', recordedAt: expect.any(String) },
        { figure: 6060, speaker: 'interior-minister', revision: '2' },
      ],
      handedOver: { kind: 'told', total: 0 },
    });
    const nobody = '/agreements/00000000-0000-4000-8000-000000000000';
    expect(await client.get(nobody, { as: 'reporter' })).toMatchObject({ status: 404 });
  });

  it('of an exchange stay withheld when another speaker states a bound, and are told by rank and sex once it is complete', async () => {
    const { client } = homeward;
    const exchange = await Thread.begin(
      client,
      'exchanges',
      {
        occurredAt: '2025-06-12',
        plannedFor: '2025-06-14',
        agreements: [agreement.id],
        ordinal: 4,
        basis: SOURCE,
      },
      asNegotiator,
    );
    await exchange.post(
      'embargo',
      { occurredAt: '2025-06-12', needToKnow: [STAFF.negotiator], basis: SOURCE },
      asNegotiator,
    );
    const person = await Thread.begin(client, 'cases', OPENED);
    await person.post('identity', { ...IDENTITY, rank: 'captain', rankSince: '2021', sex: 'female' });
    await person.post('capture', CAPTURE);
    const manifest = [{ case: person.id, agreement: agreement.id, category: 'seriously-ill-or-wounded' }];
    await exchange.post(
      'handovers',
      {
        occurredAt: '2025-06-14',
        handover: 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa',
        part: 1,
        manifest,
        basis: SOURCE,
      },
      asNegotiator,
    );
    const persons = { kind: 'persons', exchange: exchange.id };
    await agreement.post('figures', stated({ ...persons, counted: 'officers', bound: 'most' }), asNegotiator);
    await agreement.post(
      'figures',
      stated({ ...persons, bound: 'more-than', figure: 1000, speaker: 'president-of-ukraine' }),
      asNegotiator,
    );
    const withheld = await client.get(exchange.path, { as: 'reporter', after: agreement.last });
    expect(withheld.body).toMatchObject({
      handedOver: { kind: 'withheld', reason: 'embargoed until the exchange is complete' },
      stated: [
        { agreement: agreement.id, counted: 'officers', bound: 'most', figure: null },
        { bound: 'more-than', figure: 1000, speaker: 'president-of-ukraine' },
      ],
    });
    const total = async (after = agreement.last) =>
      (await client.get(agreement.path, { as: 'reporter', after })).body['handedOver'];
    expect(await total()).toEqual({
      kind: 'withheld',
      reason: 'an exchange under this agreement is embargoed until it is complete',
    });

    await exchange.post('completion', { occurredAt: '2025-06-20', basis: SOURCE }, asNegotiator);
    const told = await client.get(exchange.path, { as: 'reporter', after: exchange.last });
    expect(told.body['handedOver']).toEqual({
      kind: 'told',
      total: 1,
      byAgreement: [{ agreement: agreement.id, count: 1 }],
      byCategory: [{ category: 'seriously-ill-or-wounded', count: 1 }],
      byRankGroup: [{ rankGroup: 'officers', count: 1 }],
      bySex: [{ sex: 'female', count: 1 }],
      mostWere: 'officers',
    });
    expect(await total(exchange.last)).toEqual({ kind: 'told', total: 1 });
  });

  it('are refused beyond what every table holds, and where they rest on an exchange', async () => {
    const refused = (of: object) =>
      homeward.client.post(`${agreement.path}/figures`, stated(of), {
        ifMatch: agreement.etag,
        ...asNegotiator,
      });
    const tooMany = await refused({ figure: 2_147_483_648 });
    expect(tooMany).toMatchObject({ status: 400, body: { errors: [{ pointer: '/figure' }] } });
    const basis = [{ kind: 'event', stream: 'exchange-00000000-0000-4000-8000-000000000000', revision: 0 }];
    const resting = await refused({ figure: 1, basis });
    expect(resting).toMatchObject({
      status: 409,
      body: { type: 'urn:homeward:problem:rests-on-an-exchange' },
    });
  });
});
