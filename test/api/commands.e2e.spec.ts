import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { CAPTURE, IDENTITY, OPENED, SOURCE, Thread } from '#test/support/demo-person.js';
import { startHomeward, STAFF, type Homeward } from '#test/support/homeward.js';

const asNegotiator = { as: 'negotiator' } as const;
const WITHDRAWAL = { occurredAt: '2025-06-01', reason: 'entered-in-error', basis: SOURCE };

describe('A command over HTTP', () => {
  let homeward: Homeward;
  beforeAll(async () => (homeward = await startHomeward()));
  afterAll(() => homeward?.stop());

  it('is answered the same when it comes again with its key, and is recorded once', async () => {
    const { client } = homeward;
    const key = randomUUID();
    const first = await client.post('/cases', OPENED, { key });
    const before = await homeward.countEvents();
    const again = await client.post('/cases', OPENED, { key });
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(again.headers.get('location')).toBe(`/cases/${String(first.body['id'])}`);
    expect(again.headers.get('etag')).toBe('"0"');
    expect(await homeward.countEvents()).toBe(before);
  });

  it('is recorded once when it comes many times at once', async () => {
    const person = await Thread.begin(homeward.client, 'cases', OPENED);
    const before = await homeward.countEvents();
    const ask = { key: randomUUID(), ifMatch: person.etag };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => homeward.client.post(`${person.path}/capture`, CAPTURE, ask)),
    );
    for (const { status, body } of answers)
      expect({ status, body }).toEqual({
        status: 200,
        body: { id: person.id, revision: '1', events: ['Captured'] },
      });
    expect(await homeward.countEvents()).toBe(before + 1);
  });

  it('is answered the same by an api that was started later, whatever happened since', async () => {
    const earlier = await homeward.startApi();
    const person = await Thread.begin(earlier.client, 'cases', OPENED);
    const ask = { key: randomUUID(), ifMatch: person.etag };
    const first = await earlier.client.post(`${person.path}/identity`, IDENTITY, ask);
    await earlier.client.post(`${person.path}/capture`, CAPTURE, { ifMatch: '"1"' });
    await earlier.close();

    const later = await homeward.startApi();
    const before = await homeward.countEvents();
    const again = await later.client.post(`${person.path}/identity`, IDENTITY, ask);
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect(await homeward.countEvents()).toBe(before);
    await later.close();
  });

  it('is refused when its key came before with another body', async () => {
    const key = randomUUID();
    await homeward.client.post('/cases', OPENED, { key });
    const before = await homeward.countEvents();
    const other = await homeward.client.post('/cases', { ...OPENED, openedFor: 'missing' }, { key });
    expect(other.status).toBe(422);
    expect(other.body['type']).toBe('urn:homeward:problem:reused-idempotency-key');
    expect(await homeward.countEvents()).toBe(before);
  });

  it('is another one when another caller uses the same key', async () => {
    const key = randomUUID();
    const other = await homeward.issuer.mintToken(randomUUID(), 'caseworker');
    const mine = await homeward.client.post('/cases', OPENED, { key });
    const theirs = await homeward.client.post('/cases', OPENED, { key, as: { token: other } });
    expect([mine.status, theirs.status]).toEqual([201, 201]);
    expect(theirs.body['id']).not.toBe(mine.body['id']);
  });

  it('records nothing when it says what stands already', async () => {
    const person = await Thread.begin(homeward.client, 'cases', OPENED);
    await person.post('capture', CAPTURE);
    const again = await person.post('capture', CAPTURE);
    expect(again.body).toEqual({ id: person.id, revision: '1', events: [] });
  });

  it('decided on an old revision is told what happened since', async () => {
    const person = await Thread.begin(homeward.client, 'cases', OPENED);
    await person.post('identity', IDENTITY);
    await person.post('capture', CAPTURE);
    const stale = await homeward.client.post(`${person.path}/capture`, CAPTURE, { ifMatch: '"0"' });
    expect(stale.status).toBe(412);
    expect(stale.headers.get('etag')).toBe('"2"');
    expect(stale.body).toMatchObject({
      revision: '2',
      since: [
        { revision: '1', type: 'IdentityRecorded' },
        { revision: '2', type: 'Captured' },
      ],
    });
  });

  it('does not change an exchange that its caller may not know of, and is told nothing of it', async () => {
    const { client } = homeward;
    const exchange = await Thread.begin(
      client,
      'exchanges',
      { occurredAt: '2025-06-12', plannedFor: '2025-06-14', agreements: [], basis: SOURCE },
      asNegotiator,
    );
    const embargo = { occurredAt: '2025-06-12', needToKnow: [STAFF.negotiator], basis: SOURCE };
    await exchange.post('embargo', embargo, asNegotiator);
    await client.get(exchange.path, { as: 'negotiator', after: exchange.last });

    const outsider = { token: await homeward.issuer.mintToken(randomUUID(), 'negotiator') };
    for (const ifMatch of ['"0"', '"1"']) {
      const kept = await client.post(`${exchange.path}/embargo`, embargo, { ifMatch, as: outsider });
      expect([kept.status, kept.body['type'], kept.headers.get('etag')]).toEqual([
        403,
        'urn:homeward:problem:need-to-know',
        null,
      ]);
    }
  });

  it('is corrected by a statement of the same type, whole', async () => {
    const person = await Thread.begin(homeward.client, 'cases', OPENED);
    await person.post('capture', CAPTURE);
    const corrected = await person.post('statements/1/correction', {
      occurredAt: '2025-07-08',
      to: { type: 'Captured', ...CAPTURE, occurredAt: '2022-05-17/2022-05-20' },
      reason: 'more-precise',
      basis: SOURCE,
    });
    expect(corrected.body['events']).toEqual(['StatementCorrected']);
    expect((await person.read('/history')).body).toMatchObject({
      lines: [{}, { type: 'Captured', correctedBy: '2' }, { type: 'StatementCorrected' }],
    });
  });

  it('is decided on what the store holds, when two apis take turns on one case', async () => {
    const [one, other] = [await homeward.startApi(), await homeward.startApi()];
    const person = await Thread.begin(one.client, 'cases', OPENED);
    await other.client.post(`${person.path}/capture`, CAPTURE, { ifMatch: '"77"' });
    let revision = 0;
    for (let turn = 0; turn < 12; turn += 1) {
      const [first, second] = turn % 2 === 0 ? [one.client, other.client] : [other.client, one.client];
      const captured = await first.post(`${person.path}/capture`, CAPTURE, { ifMatch: `"${revision}"` });
      expect(captured.body).toMatchObject({ revision: String(revision + 1), events: ['Captured'] });
      const withdrawn = await second.post(
        `${person.path}/statements/${revision + 1}/withdrawal`,
        WITHDRAWAL,
        {
          ifMatch: `"${revision + 1}"`,
        },
      );
      expect(withdrawn.body).toMatchObject({
        revision: String(revision + 2),
        events: ['StatementWithdrawn'],
      });
      revision += 2;
    }
    await Promise.all([one.close(), other.close()]);
  });

  it('is read by whoever sends its consistency token back, at once', async () => {
    for (let turn = 0; turn < 10; turn += 1) {
      const person = await Thread.begin(homeward.client, 'cases', OPENED);
      expect((await person.read()).body).toMatchObject({ revision: '0' });
      await person.post('capture', { ...CAPTURE, place: `Place ${turn}` });
      expect((await person.read()).body).toMatchObject({ revision: '1' });
    }
  });

  it('takes the id of its request as the correlation id of what it records', async () => {
    const requestId = randomUUID();
    const opened = await homeward.client.post('/cases', OPENED, { headers: { 'x-request-id': requestId } });
    expect(opened.headers.get('x-request-id')).toBe(requestId);
    for await (const event of homeward.store.read(`case-${String(opened.body['id'])}`))
      expect(JSON.parse(Buffer.from(event.metadata).toString())).toMatchObject({
        $correlationId: requestId,
        actor: { id: STAFF.caseworker, role: 'caseworker' },
      });
  });
});
