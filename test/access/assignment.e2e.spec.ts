import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CAPTURE, OPENED, SOURCE, Thread } from '#test/support/demo-person.js';
import { OFFICE, startHomeward, STAFF, type Homeward } from '#test/support/homeward.js';

const contact = {
  occurredAt: '2022-06-01',
  contact: '5b1e0c7a-2d4f-4e86-9a3b-7c6d5e4f3a21',
  toInform: true,
  name: 'Вигадана Олена',
  relationship: 'mother',
  address: 'Kut, 1',
  phone: null,
  basis: SOURCE,
};
const finding = {
  occurredAt: '2025-03',
  finding: 'severely-wounded',
  ground: null,
  note: null,
  basis: SOURCE,
};
const note = { occurredAt: '2024-02-01', note: 'the unit was asked again', basis: SOURCE };

describe('The assignment of a case', () => {
  let homeward: Homeward;
  beforeAll(async () => {
    homeward = await startHomeward();
  });
  afterAll(() => homeward?.stop());

  it('is to who opened it and their office, unless they say otherwise', async () => {
    const person = await Thread.begin(homeward.client, 'cases', OPENED);
    const { body, headers } = await person.read('/assignment', { as: 'supervisor' });
    expect(body).toEqual({
      id: person.id,
      revision: '0',
      openedFor: 'prisoner-of-war',
      assignment: { offices: [OFFICE], staff: [STAFF.caseworker], sensitivity: 'ordinary' },
    });
    expect(headers.get('etag')).toBe('"0"');

    const alone = { token: await homeward.issuer.mintToken(randomUUID(), 'caseworker') };
    const ofOne = await Thread.begin(homeward.client, 'cases', OPENED, { as: alone });
    expect((await ofOne.read('', { as: alone })).status).toBe(200);
    expect((await ofOne.read()).status).toBe(403);
  });

  it('moves a case from one caseworker to another, as a whole', async () => {
    const other = randomUUID();
    const as = { token: await homeward.issuer.mintToken(other, 'caseworker') };
    const person = await Thread.begin(homeward.client, 'cases', OPENED);
    expect((await person.read('', { as })).status).toBe(403);
    await person.post('assignment', { offices: [], staff: [other], sensitivity: 'restricted' });
    const { status, body } = await person.read('', { as });
    expect([status, body['assignment']]).toEqual([
      200,
      { offices: [], staff: [other], sensitivity: 'restricted' },
    ]);
    expect((await person.read()).status).toBe(403);
    expect((await homeward.client.post(`${person.path}/capture`, CAPTURE, { ifMatch: '"1"' })).status).toBe(
      403,
    );
    await person.post('capture', CAPTURE, { as });
  });

  it('is asked of the case itself: an api that saw another before takes no command on it', async () => {
    const second = await homeward.startApi();
    const person = await Thread.begin(homeward.client, 'cases', OPENED);
    await person.post('notes', note, { via: second.client });
    await person.post('assignment', { offices: [], staff: [randomUUID()], sensitivity: 'ordinary' });
    const late = await second.client.post(`${person.path}/notes`, note, { ifMatch: '"1"' });
    expect([late.status, late.body['type']]).toEqual([403, 'urn:homeward:problem:not-assigned']);
    await second.close();
  });

  it('says what is withheld from a role, and why, and never leaves it out in silence', async () => {
    const person = await Thread.begin(homeward.client, 'cases', OPENED);
    await person.post('capture', CAPTURE);
    await person.post('family-contacts', contact);
    await person.post('health-assessments', finding);
    await person.post('notes', note);
    const said = async (as: 'caseworker' | 'negotiator' | 'supervisor' | 'auditor') => {
      const { file } = (await person.read('', { as })).body as { file: Record<string, unknown> };
      const { body, text } = await person.read('/history', { as });
      const lines = body['lines'] as { type: string; sentence: string; withheld: string | null }[];
      const kinds = lines.flatMap(({ sentence, withheld }) =>
        withheld !== null && /^Withheld\. .+ are|is read in the roles/.test(sentence) ? [withheld] : [],
      );
      const isTold = [/Олена/, /severely wounded/, /unit was asked/].map((words) => words.test(text));
      const withheld = ['health', 'contacts'].filter(
        (part) => file[part] !== undefined && isWithheld(file[part]),
      );
      return { kinds, withheld, isTold };
    };
    const isWithheld = (part: unknown) => (part as { kind?: string }).kind === 'withheld';
    const all = { kinds: [], withheld: [], isTold: [true, true, true] };
    expect(await said('caseworker')).toEqual(all);
    expect(await said('auditor')).toEqual(all);
    expect(await said('negotiator')).toEqual({
      kinds: ['family', 'notes'],
      withheld: ['contacts'],
      isTold: [false, true, false],
    });
    expect(await said('supervisor')).toEqual({
      kinds: ['family', 'health'],
      withheld: ['health', 'contacts'],
      isTold: [false, false, true],
    });
  });
});
