import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { SOURCE } from '#test/support/demo-person.js';
import { expectRefused, NOWHERE } from '#test/support/refused.js';
import { DOCUMENT, openHall, OPENING, type Hall } from './hall.js';

describe('A list is not taken', () => {
  let hall: Hall;
  beforeAll(async () => (hall = await openHall()));
  afterAll(() => hall?.close());

  const lines = { method: 'POST', body: '', headers: { 'content-type': 'application/x-ndjson' } };
  const send = (id: string, as: 'caseworker' | 'negotiator' | 'reporter' | 'nobody' = 'caseworker') =>
    hall.homeward.client.send(`/intakes/${id}/lines`, lines, { as });

  it('where nobody opened an intake', () =>
    expectRefused(hall.homeward, () => send(NOWHERE), 404, 'no-such-intake'));

  it('from anyone but its opener', async () => {
    const { id } = await hall.intake();
    await expectRefused(hall.homeward, () => send(id, 'negotiator'), 403, 'opened-by-another');
    await expectRefused(hall.homeward, () => send(id, 'reporter'), 403, 'role-may-not');
    await expectRefused(hall.homeward, () => send(id, 'nobody'), 401, 'no-token');
  });

  it('once the intake is closed', async () => {
    const intake = await hall.intake();
    await intake.post('closure', { occurredAt: '2025-06-09', closure: 'taken-in', basis: DOCUMENT });
    await expectRefused(hall.homeward, () => send(intake.id), 409, 'intake-closed');
  });

  it('as anything but lines; and lines are taken nowhere else', async () => {
    const intake = await hall.intake();
    const { client } = hall.homeward;
    await expectRefused(
      hall.homeward,
      () => client.post(`${intake.path}/lines`, {}),
      415,
      'wrong-content-type',
    );
    const elsewhere = () => client.send('/cases', { ...lines, body: '{}\n' });
    await expectRefused(hall.homeward, elsewhere, 415, 'wrong-content-type');
  });

  it('without a document', () =>
    expectRefused(
      hall.homeward,
      () => hall.homeward.client.post('/intakes', { ...OPENING, basis: SOURCE }),
      409,
      'no-document',
    ));

  it('is closed by its opener alone', async () => {
    const intake = await hall.intake();
    const closure = { occurredAt: '2025-06-09', closure: 'given-up', basis: DOCUMENT };
    const close = () =>
      hall.homeward.client.post(`${intake.path}/closure`, closure, { ifMatch: '"0"', as: 'negotiator' });
    await expectRefused(hall.homeward, close, 403, 'opened-by-another');
  });
});
