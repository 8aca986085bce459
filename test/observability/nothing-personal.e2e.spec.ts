import { request } from 'node:http';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CAPTURE, IDENTITY, OPENED, SOURCE, Thread } from '#test/support/demo-person.js';
import { exchangeDay } from './exchange-day.js';
import { startWatched, type Watched } from './watched-homeward.js';

/** In Cyrillic and Latin letters and as a number, since a log may escape letters. */
const CANARY = 'Канарейко canaryko 7777777';
const TRACES = /Канарейко|canaryko|7777777|\\u041a|%D0%9A/i;

describe('A person whose data is a canary', () => {
  let watched: Watched;
  beforeAll(async () => (watched = await startWatched()));
  afterAll(() => watched?.stop());

  it('leaves no trace in logs, metrics or health, whatever is asked, recorded, refused or read', async () => {
    const { client, settled, logged, metrics, status, reactions } = watched;
    const name = { surname: CANARY, givenNames: CANARY, patronymic: CANARY };
    const person = await Thread.begin(client, 'cases', OPENED);
    const identity = {
      ...IDENTITY,
      name,
      latinName: { surname: 'Canaryko', givenNames: 'Canaryko' },
      serviceNumber: '7777777',
      unit: CANARY,
      placeOfBirth: CANARY,
      fathersFirstName: CANARY,
      mothersMaidenName: CANARY,
      power: CANARY,
      mailAddress: CANARY,
      distinguishingMarks: CANARY,
    };
    await person.post('identity', identity);
    await person.post('capture', { ...CAPTURE, place: CANARY });
    await person.post('transfers', { occurredAt: '2022-10', to: CANARY, basis: SOURCE });
    await person.post('hospital-admissions', { occurredAt: '2023-02', place: CANARY, basis: SOURCE });
    await person.post('notes', { occurredAt: '2023-07', note: CANARY, basis: SOURCE });
    const contact = { occurredAt: '2022-06', contact: randomUUID(), toInform: true, name: CANARY };
    await person.post('family-contacts', {
      ...contact,
      relationship: 'mother',
      address: CANARY,
      basis: SOURCE,
    });
    await person.read();
    await person.read('/history');

    const refused = [
      await client.post(
        `${person.path}/identity`,
        { ...identity, [CANARY]: CANARY },
        { ifMatch: person.etag },
      ),
      await client.post(`${person.path}/identity`, { ...identity, born: CANARY }, { ifMatch: person.etag }),
      await client.post(`${person.path}/identity`, identity, { ifMatch: '"0"' }),
      await client.post(`/${encodeURIComponent(CANARY)}`, identity),
      await client.get(`${person.path}?name=${encodeURIComponent(CANARY)}`),
      await client.get(`/cases/${encodeURIComponent(CANARY)}`, { as: { token: 'canaryko.7777777.x' } }),
      await client.send('/cases', {
        method: 'POST',
        body: CANARY,
        headers: { 'content-type': 'text/canaryko' },
      }),
      await client.get('/cases', {
        headers: { 'x-request-id': 'canaryko', 'homeward-consistency-token': 'canaryko' },
      }),
    ];
    expect(refused.every(({ status: code }) => code >= 400 && code < 500)).toBe(true);
    const lines = ['GET', 'CANARYKO', 'OPTIONS'].map((method) =>
      once(request(`${client.url}/canaryko?7777777`, { method }).end(), 'response').then(
        ([response]) => once(response.resume(), 'end'),
        () => undefined,
      ),
    );
    await Promise.all(lines);
    await exchangeDay(client, 2, 2);
    await settled();

    const everything = [...logged, await metrics(), JSON.stringify({ status, reactions })].join('\n');
    expect(everything).toContain('"rows written"');
    expect(everything).toContain('"reacted"');
    expect(everything.match(TRACES)).toBeNull();
  });
});
