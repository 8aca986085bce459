import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CAPTURE, DECISION, IDENTITY, OPENED, SOURCE, Thread } from '#test/support/demo-person.js';
import { startHomeward, type Homeward } from '#test/support/homeward.js';

const CONTACT = '5b1e0c7a-2d4f-4e86-9a3b-7c6d5e4f3a21';
const MOTHER = {
  occurredAt: '2022-06',
  contact: CONTACT,
  toInform: true,
  name: 'Вигаданенко Олена',
  relationship: 'mother',
  basis: SOURCE,
};
const known = (value: string) => ({ kind: 'known', value });

describe('A whole file, from the report to the closing', () => {
  let homeward: Homeward;
  beforeAll(async () => (homeward = await startHomeward()));
  afterAll(() => homeward?.stop());

  it('holds each statement, and each question has an answer of its own', async () => {
    const person = await Thread.begin(homeward.client, 'cases', OPENED);
    await person.post('identity', {
      ...IDENTITY,
      placeOfBirth: 'Poltava region',
      fathersFirstName: 'Ігор',
      mothersMaidenName: 'Лебідь',
      rankSince: '2022-01',
      power: 'Ukraine',
      mailAddress: 'camp 7',
      distinguishingMarks: 'a scar on the left hand',
    });
    await person.post('missing-reports', { occurredAt: '2022-05-24', by: 'relative', basis: SOURCE });
    await person.post('family-contacts', MOTHER);
    await person.post('capture', CAPTURE);
    await person.post('captivity-confirmations', { occurredAt: '2022-07', by: 'icrc', basis: SOURCE });
    await person.post('transfers', { occurredAt: '2022-10', to: 'Taganrog', basis: SOURCE });
    await person.post('hospital-admissions', { occurredAt: '2023-02', place: 'Rostov', basis: SOURCE });
    await person.post('messages', { occurredAt: '2023-03', form: 'letter', way: 'icrc', basis: SOURCE });
    await person.post('death-reports', {
      occurredAt: '2023-06',
      reliability: 'F',
      credibility: '6',
      basis: SOURCE,
    });
    await person.post('notes', { occurredAt: '2023-07', note: 'the ICRC was asked', basis: SOURCE });
    expect((await person.read()).body['file']).toMatchObject({
      casework: { value: { phase: 'open' } },
      search: { value: 'reported-missing' },
      captivity: { value: { phase: 'confirmed-by-icrc', episode: 1 } },
      whereabouts: { value: { phase: 'in-hospital', place: known('Rostov') } },
      fate: { value: { phase: 'reported-dead', reports: ['F6'] } },
      rank: { value: known('senior-lieutenant') },
      identity: { value: { mothersMaidenName: known('Лебідь'), power: known('Ukraine') } },
      contacts: [
        { contact: `contact-${CONTACT}`, reached: { value: { name: known(MOTHER.name), toInform: true } } },
      ],
    });

    const moved = { ...MOTHER, type: 'FamilyContactAdded', address: 'Kut, 1' };
    await person.post('statements/3/correction', {
      occurredAt: '2024-01',
      to: moved,
      reason: 'more-precise',
      basis: SOURCE,
    });
    await person.post('escape', { occurredAt: '2024-02', basis: SOURCE });
    const sure = { occurredAt: '2024-03', reason: 'search-ended', basis: DECISION };
    const tooEarly = await homeward.client.post(`${person.path}/closure`, sure, { ifMatch: person.etag });
    expect([tooEarly.status, tooEarly.body['type']]).toEqual([409, 'urn:homeward:problem:search-open']);
    await person.post('return', { occurredAt: '2024-03', basis: SOURCE });
    await person.post('closure', sure);
    const late = { occurredAt: '2024-04', note: 'too late', basis: SOURCE };
    const refused = await homeward.client.post(`${person.path}/notes`, late, { ifMatch: person.etag });
    expect([refused.status, refused.body['type']]).toEqual([409, 'urn:homeward:problem:case-closed']);
    await person.post('reopening', { occurredAt: '2024-04', reason: 'new-information', basis: SOURCE });
    await person.post('notes', late);

    const { file, contradictions } = (await person.read()).body;
    expect(contradictions).toEqual([]);
    expect(file).toMatchObject({
      casework: { value: { phase: 'open' } },
      search: { value: 'closed' },
      captivity: { value: { phase: 'escaped' } },
      whereabouts: { value: { phase: 'returned' } },
      fate: { value: { phase: 'alive', reports: [] } },
      contacts: [{ reached: { value: { address: known('Kut, 1') } } }],
    });
    const history = (await person.read('/history?limit=50')).body['lines'] as { sentence: string }[];
    expect(history.map(({ sentence }) => sentence)).toContain(
      'Transferred to Taganrog in October 2022, according to the Coordination Headquarters.',
    );
  });
});
