import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CAPTURE, OPENED, SOURCE, Thread } from '#test/support/demo-person.js';
import { startHomeward, STAFF, type Homeward } from '#test/support/homeward.js';
import type { Answer, Ask } from '#test/support/http-client.js';

const REASON = 'His mother is on the telephone, and nobody of the office is there';
const OTHERS = { offices: ['00000000-0000-4000-8000-0000000000f1'], staff: [], sensitivity: 'ordinary' };
const RESTRICTED = { ...OTHERS, staff: ['00000000-0000-4000-8000-0000000000f2'], sensitivity: 'restricted' };
const note = { occurredAt: '2024-02-01', note: 'asked again', basis: SOURCE };

describe('Breaking the glass', () => {
  let homeward: Homeward;
  let person: Thread;
  beforeAll(async () => {
    homeward = await startHomeward();
  });
  afterAll(() => homeward?.stop());
  beforeEach(async () => {
    person = await Thread.begin(homeward.client, 'cases', OPENED);
    await person.post('capture', CAPTURE);
    await person.post('assignment', RESTRICTED, { as: 'supervisor' });
  });

  const wordOf = ({ body }: Answer): string => String(body['type']).replace('urn:homeward:problem:', '');
  const answered = (answer: Answer): [number, string] => [answer.status, wordOf(answer)];
  const post = (door: string, body: unknown, ask: Ask = {}) =>
    homeward.client.post(`${person.path}/${door}`, body, ask);
  const unreviewed = async (after = person.last, as: NonNullable<Ask['as']> = 'supervisor') => {
    const { body } = await homeward.client.get('/break-glass', { as, after });
    return (body['glasses'] as { glass: string; caseId: string; reason: string; staff: string }[]).filter(
      ({ caseId }) => caseId === person.id,
    );
  };
  const review = async (finding: string, ask: Ask = { as: 'supervisor' }) => {
    const [broken] = await unreviewed();
    return (person.last = await post(`break-glass/${broken?.glass}/review`, { finding }, ask));
  };

  it('opens one case, restricted or not, to one person, to read and to write', async () => {
    const other = await Thread.begin(homeward.client, 'cases', { ...OPENED, assignment: OTHERS });
    expect(answered(await person.read())).toEqual([403, 'not-assigned']);
    expect(answered(await post('notes', note, { ifMatch: person.etag }))).toEqual([403, 'not-assigned']);

    await person.post('break-glass', { reason: REASON });
    expect((await person.read()).status).toBe(200);
    await person.post('notes', note);
    expect(answered(await person.read('', { as: 'negotiator' }))).toEqual([403, 'not-assigned']);
    expect(answered(await other.read())).toEqual([403, 'not-assigned']);
    expect(answered(await post('assignment', OTHERS, { ifMatch: person.etag }))).toEqual([
      403,
      'not-assigned',
    ]);
  });

  it('is seen by everybody who reads the history, with its reason', async () => {
    await person.post('break-glass', { reason: REASON, hours: 1 });
    const { body } = await person.read('/history');
    const lines = body['lines'] as { type: string; sentence: string }[];
    expect(lines.at(-1)).toMatchObject({ type: 'GlassBroken', sentence: expect.stringContaining(REASON) });
  });

  it('is for 1 to 24 hours and a reason, and not twice at a time', async () => {
    expect(answered(await post('break-glass', { reason: REASON, hours: 25 }))).toEqual([
      409,
      'glass-too-long',
    ]);
    expect(answered(await post('break-glass', { reason: REASON, hours: 0 }))).toEqual([
      409,
      'glass-too-long',
    ]);
    expect(answered(await post('break-glass', { reason: ' ' }))).toEqual([400, 'invalid-input']);
    expect(answered(await post('break-glass', {}))).toEqual([400, 'invalid-input']);
    const first = await post('break-glass', { reason: REASON }, { key: 'once' });
    const again = await post('break-glass', { reason: REASON }, { key: 'once' });
    expect([first.status, again.status, again.text]).toEqual([200, 200, first.text]);
    expect(answered(await post('break-glass', { reason: REASON }))).toEqual([409, 'glass-already-broken']);
  });

  it('ends with its time', async () => {
    const yesterday = await homeward.startApi({ clock: () => new Date(Date.now() - 5 * 3_600_000) });
    await person.post('break-glass', { reason: REASON, hours: 4 }, { via: yesterday.client });
    expect(answered(await person.read())).toEqual([403, 'not-assigned']);
    expect(answered(await post('notes', note, { ifMatch: person.etag }))).toEqual([403, 'not-assigned']);
    await person.post('break-glass', { reason: REASON, hours: 1 });
    expect((await person.read()).status).toBe(200);
    await yesterday.close();
  });

  it('awaits the review of another person, which ends what was not justified', async () => {
    await person.post('break-glass', { reason: REASON });
    expect(await unreviewed()).toEqual([
      {
        glass: expect.any(String),
        caseId: person.id,
        staff: STAFF.caseworker,
        role: 'caseworker',
        reason: REASON,
        brokenAt: expect.any(String),
        until: expect.any(String),
      },
    ]);
    expect((await review('not-justified')).status).toBe(200);
    expect(await unreviewed()).toEqual([]);
    expect(answered(await person.read())).toEqual([403, 'not-assigned']);
  });

  it('that was justified stays open for its time, and is reviewed once', async () => {
    await person.post('break-glass', { reason: REASON });
    const [broken] = await unreviewed();
    await review('justified');
    expect((await person.read()).status).toBe(200);
    const as = { token: await homeward.issuer.mintToken(randomUUID(), 'supervisor') };
    const again = await post(`break-glass/${broken?.glass}/review`, { finding: 'not-justified' }, { as });
    expect(answered(again)).toEqual([409, 'already-reviewed']);
  });

  it('is never reviewed by who broke it, in whatever role', async () => {
    await person.post('break-glass', { reason: REASON });
    const [broken] = await unreviewed();
    const path = `break-glass/${broken?.glass}/review`;
    const promoted = { token: await homeward.issuer.mintToken(STAFF.caseworker, 'supervisor') };
    expect(answered(await post(path, { finding: 'justified' }, { as: promoted }))).toEqual([
      409,
      'own-glass',
    ]);
    expect(answered(await post(path, { finding: 'justified' }))).toEqual([403, 'role-may-not']);

    const supervisor = await Thread.begin(homeward.client, 'cases', { ...OPENED, assignment: OTHERS });
    await supervisor.post('break-glass', { reason: REASON }, { as: 'supervisor' });
    person = supervisor;
    expect(answered(await review('justified'))).toEqual([409, 'own-glass']);
  });

  it('of a case that an embargoed exchange brought is told only to those who may know of it', async () => {
    const said = { occurredAt: '2024-02-01', basis: SOURCE };
    const plan = { ...said, plannedFor: '2024-02-03', agreements: [], ordinal: 1 };
    const as = 'negotiator' as const;
    const exchange = await Thread.begin(homeward.client, 'exchanges', plan, { as });
    await exchange.post('embargo', { ...said, needToKnow: [STAFF.caseworker, STAFF.negotiator] }, { as });
    person = await Thread.begin(homeward.client, 'cases', {
      ...OPENED,
      occurredAt: '2024-02-01',
      basis: [{ kind: 'event', stream: `exchange-${exchange.id}`, revision: 0 }],
      assignment: OTHERS,
    });
    await person.post('break-glass', { reason: REASON });
    await person.read();

    const insider = { token: await homeward.issuer.mintToken(STAFF.caseworker, 'supervisor') };
    const [broken] = await unreviewed(person.last, insider);
    expect(broken).toMatchObject({ reason: REASON });
    expect((await person.read('/access-log', { as: insider })).text).toContain(REASON);
    for (const role of ['supervisor', 'auditor'] as const) {
      expect(await unreviewed(person.last, role)).toEqual([]);
      const beyond = { as: role, after: person.last };
      for (const after of [broken?.glass, randomUUID()])
        expect((await homeward.client.get(`/break-glass?after=${after}`, beyond)).body).toEqual({
          glasses: [],
          next: null,
        });
    }
    await exchange.post('embargo', { ...said, needToKnow: Object.values(STAFF) }, { as });
    expect(await unreviewed(exchange.last)).toEqual([broken]);
  });

  it('is listed in pages', async () => {
    for (const as of ['caseworker', 'negotiator', 'supervisor'] as const)
      await person.post('break-glass', { reason: REASON }, { as });
    const found: string[] = [];
    let next: unknown = null;
    for (let page = 0; page === 0 || next !== null; page += 1) {
      const query = next === null ? '?limit=2' : `?limit=2&after=${String(next)}`;
      const { body } = await homeward.client.get(`/break-glass${query}`, {
        as: 'auditor',
        after: person.last,
      });
      const glasses = body['glasses'] as { glass: string }[];
      expect(glasses.length).toBeLessThanOrEqual(2);
      found.push(...glasses.map(({ glass }) => glass));
      next = body['next'];
    }
    const { body } = await homeward.client.get('/break-glass', { as: 'supervisor', after: person.last });
    expect(found).toEqual((body['glasses'] as { glass: string }[]).map(({ glass }) => glass));
    expect(found.length).toBeGreaterThanOrEqual(3);
  });
});
