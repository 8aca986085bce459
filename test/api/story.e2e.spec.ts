import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CAPTURE, IDENTITY, OPENED, SOURCE, Thread } from '#test/support/demo-person.js';
import { startHomeward, STAFF, type Homeward } from '#test/support/homeward.js';

describe('One person, from the capture in spring 2022 to the return on 14 June 2025', () => {
  let homeward: Homeward;
  beforeAll(async () => (homeward = await startHomeward()));
  afterAll(() => homeward?.stop());

  it('is recorded, listed, handed over and read in both times', async () => {
    const { client } = homeward;
    const asNegotiator = { as: 'negotiator' } as const;
    const agreement = await Thread.begin(
      client,
      'agreements',
      {
        occurredAt: '2025-06-02',
        title: 'Istanbul, second round',
        place: 'Istanbul',
        categories: [
          {
            category: 'aged-18-to-25',
            form: 'all-for-all',
            criterion: '18 to 25',
            speaker: 'president-of-ukraine',
          },
        ],
        remains: [],
        basis: SOURCE,
      },
      asNegotiator,
    );
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
      { occurredAt: '2025-06-12', needToKnow: [STAFF.negotiator, STAFF.caseworker], basis: SOURCE },
      asNegotiator,
    );

    const person = await Thread.begin(client, 'cases', OPENED);
    await person.post('identity', IDENTITY);
    await person.post('capture', CAPTURE);
    await person.post('captivity-confirmations', { occurredAt: '2022-07-01', by: 'icrc', basis: SOURCE });
    await person.post('health-assessments', { occurredAt: '2025-05-10', finding: 'stable', basis: SOURCE });
    await person.post('negotiations', {
      occurredAt: '2025-06-05',
      agreement: agreement.id,
      category: 'aged-18-to-25',
      listing: 'agreed',
      basis: SOURCE,
    });
    await exchange.post(
      'handovers',
      {
        occurredAt: '2025-06-14',
        handover: 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa',
        part: 1,
        manifest: [{ case: person.id, agreement: agreement.id, category: 'aged-18-to-25' }],
        basis: SOURCE,
      },
      asNegotiator,
    );
    const home = await person.post('return', {
      occurredAt: '2025-06-14',
      exchange: exchange.id,
      agreement: agreement.id,
      category: 'aged-18-to-25',
      basis: SOURCE,
    });
    expect(home.body).toEqual({ id: person.id, revision: '6', events: ['Returned'] });

    const file = await person.read('', asNegotiator);
    expect(file.status).toBe(200);
    expect(file.headers.get('etag')).toBe('"6"');
    expect(file.body).toMatchObject({
      revision: '6',
      contradictions: [],
      file: { captivity: { value: { phase: 'released' } }, search: { value: 'closed' } },
    });

    const before = await person.read('?validAt=2024-01-01', asNegotiator);
    expect(before.body).toMatchObject({
      file: { captivity: { kind: 'certain', value: { phase: 'confirmed-by-icrc' } } },
    });
    expect((await person.read('?knownAt=2021-01-01', asNegotiator)).status).toBe(404);

    const history = await person.read('/history?limit=3', asNegotiator);
    expect(history.body).toMatchObject({
      next: '2',
      lines: [{ type: 'CaseOpened' }, {}, { type: 'Captured' }],
    });

    const withheld = await client.get(exchange.path, { as: 'reporter', after: exchange.last });
    expect(withheld.body).toMatchObject({
      revision: null,
      embargo: 'in-force',
      handedOver: { kind: 'withheld' },
    });
    await exchange.post('completion', { occurredAt: '2025-07-23', basis: SOURCE }, asNegotiator);
    const told = await client.get(exchange.path, { as: 'reporter', after: exchange.last });
    expect(told.body).toMatchObject({ embargo: 'lifted', handedOver: { kind: 'told', total: 1 } });
  });
});
