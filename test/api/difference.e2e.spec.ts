import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CAPTURE, OPENED, SOURCE, Thread } from '#test/support/demo-person.js';
import { OFFICE, startHomeward, STAFF, type Homeward } from '#test/support/homeward.js';
import type { Answer } from '#test/support/http-client.js';

interface Change {
  readonly question: string;
  readonly from: unknown;
  readonly to: unknown;
  readonly causes: readonly { readonly revision: string; readonly type: string; readonly how: string }[];
}

const changeOf = ({ body }: Answer, question: string): Change | undefined =>
  (body['changed'] as readonly Change[]).find((each) => each.question === question);

describe('The difference between two views of a person', () => {
  let homeward: Homeward;
  let person: Thread;
  /** After the capture and before what follows was recorded. */
  let early = '';
  beforeAll(async () => {
    homeward = await startHomeward();
    person = await Thread.begin(homeward.client, 'cases', OPENED);
    await person.post('capture', CAPTURE);
    const [, captured] = (await person.read('/history')).body['lines'] as { recordedAt: string }[];
    early = captured?.recordedAt ?? '';
    while (Date.now() <= new Date(early).getTime()) await new Promise((resolve) => setImmediate(resolve));
    await person.post('captivity-confirmations', { occurredAt: '2022-07-01', by: 'icrc', basis: SOURCE });
    await person.post('health-assessments', { occurredAt: '2025-05-10', finding: 'stable', basis: SOURCE });
    await person.post('return', { occurredAt: '2025-06-14', basis: SOURCE });
  });
  afterAll(() => homeward?.stop());

  it('names what was recorded between two instants, and only what each change needs', async () => {
    const found = await person.read(`/difference?fromKnownAt=${early}`);
    expect(found.status).toBe(200);
    expect(changeOf(found, 'captivity')).toMatchObject({
      from: { value: { phase: 'alleged' } },
      to: { value: { phase: 'released' } },
      causes: [{ revision: '4', type: 'Returned', how: 'recorded' }],
    });
    expect(found.body['between']).toEqual([
      { revision: '2', type: 'CaptivityConfirmed' },
      { revision: '3', type: 'HealthAssessed' },
      { revision: '4', type: 'Returned' },
    ]);
  });

  it('names the events whose day has passed', async () => {
    const found = await person.read('/difference?fromValidAt=2025-06-13&toValidAt=2025-06-14');
    expect(changeOf(found, 'captivity')).toMatchObject({
      from: { kind: 'certain', value: { phase: 'confirmed-by-icrc' } },
      to: { kind: 'certain', value: { phase: 'released' } },
      causes: [{ revision: '4', type: 'Returned', how: 'day' }],
    });
    expect(found.body['between']).toEqual([]);
  });

  it('is nothing between a view and itself', async () => {
    expect((await person.read('/difference')).body).toEqual({ id: person.id, changed: [], between: [] });
  });

  it('compares no day with what stands, and knows no case that neither view knows', async () => {
    expect((await person.read('/difference?fromValidAt=2025-06-13')).body).toMatchObject({
      type: 'urn:homeward:problem:invalid-input',
      errors: [{ parameter: 'toValidAt' }],
    });
    expect((await person.read('/difference?fromKnownAt=soon')).status).toBe(400);
    const never = await person.read('/difference?fromKnownAt=2000-01-01&toKnownAt=2001-01-01');
    expect(never.body).toMatchObject({ type: 'urn:homeward:problem:no-such-case' });
  });

  it('tells a role no value of a kind that it may not read', async () => {
    await person.post(
      'assignment',
      { offices: [OFFICE], staff: [STAFF.caseworker, STAFF.supervisor], sensitivity: 'ordinary' },
      { as: 'supervisor' },
    );
    const found = await person.read(`/difference?fromKnownAt=${early}`, { as: 'supervisor' });
    expect(changeOf(found, 'health')).toMatchObject({ from: { kind: 'withheld' }, to: { kind: 'withheld' } });
    expect(found.text).not.toContain('stable');
  });

  it('is as if what reveals an embargoed exchange had never been recorded, to who may not know of it', async () => {
    const asNegotiator = { as: 'negotiator' } as const;
    const planned = { occurredAt: '2025-06-12', plannedFor: '2025-06-14', agreements: [], basis: SOURCE };
    const exchange = await Thread.begin(homeward.client, 'exchanges', planned, asNegotiator);
    await exchange.post(
      'embargo',
      { occurredAt: '2025-06-12', needToKnow: [STAFF.negotiator], basis: SOURCE },
      asNegotiator,
    );
    const other = await Thread.begin(homeward.client, 'cases', OPENED);
    await other.post('capture', CAPTURE);
    const agreement = await Thread.begin(
      homeward.client,
      'agreements',
      {
        occurredAt: '2025-06-02',
        title: 'Istanbul',
        place: 'Istanbul',
        categories: [],
        remains: REMAINS,
        basis: SOURCE,
      },
      asNegotiator,
    );
    const before = await other.read('/difference?fromKnownAt=2000-01-01');
    const listing = {
      agreement: agreement.id,
      category: 'aged-18-to-25',
      listing: 'in-a-stage',
      exchange: exchange.id,
    };
    await other.post('negotiations', { occurredAt: '2025-06-13', ...listing, basis: SOURCE }, asNegotiator);
    const negotiator = await other.read('/difference?fromKnownAt=2000-01-01', asNegotiator);
    expect(changeOf(negotiator, `listing under ${agreement.id}`)).toMatchObject({
      to: { value: { phase: 'in-a-stage' } },
    });
    const caseworker = await other.read('/difference?fromKnownAt=2000-01-01');
    expect(caseworker.body).toEqual(before.body);
  });
});

const REMAINS = [{ form: 'one-sided', toUkraine: 6_000, fromUkraine: null, speaker: 'icrc' }];
