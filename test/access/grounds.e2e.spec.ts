import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CAPTURE, OPENED, SOURCE, Thread } from '#test/support/demo-person.js';
import { startHomeward, STAFF, type Homeward } from '#test/support/homeward.js';
import { postLines, textOf } from '#test/intake/list.js';

describe('An entry of a case as the ground of what is said elsewhere', () => {
  let homeward: Homeward;
  beforeAll(async () => {
    homeward = await startHomeward({ withoutProjector: true });
  });
  afterAll(() => homeward?.stop());

  const outsider = async () => {
    const id = randomUUID();
    return { id, as: { token: await homeward.issuer.mintToken(id, 'caseworker') } };
  };
  const note = (stream: string, revision: number) => ({
    occurredAt: '2024-02-01',
    note: 'see there',
    basis: [...SOURCE, { kind: 'event', stream, revision }],
  });

  it('can be named by who may read that case: to all others the case has no entries, however many it has', async () => {
    const { id, as } = await outsider();
    const own = await Thread.begin(homeward.client, 'cases', OPENED, { as });
    const theirs = await Thread.begin(homeward.client, 'cases', OPENED);
    const cites = (path: string, body: object, ifMatch?: string) =>
      homeward.client.post(path, body, { as, ...(ifMatch && { ifMatch }) });
    const tried = async (of: string) => {
      const answers = [];
      for (const revision of [0, 1, 2]) {
        answers.push(await cites(`${own.path}/notes`, note(of, revision), own.etag));
        answers.push(await cites('/cases', { ...OPENED, basis: note(of, revision).basis }));
      }
      return answers.map(({ status, body: { instance: _, ...body } }) => ({ status, body }));
    };
    const nowhere = await tried(`case-${randomUUID()}`);
    expect(nowhere.map(({ status }) => status)).toEqual(nowhere.map(() => 409));
    expect(nowhere[0]?.body).toMatchObject({ errors: [{ pointer: '/basis/1' }] });
    expect(await tried(`case-${theirs.id}`)).toEqual(nowhere);
    await theirs.post('capture', CAPTURE);
    expect(await tried(`case-${theirs.id}`)).toEqual(nowhere);
    await theirs.post(
      'assignment',
      { offices: [], staff: [id, STAFF.caseworker], sensitivity: 'restricted' },
      { as: 'supervisor' },
    );
    await own.post('notes', note(`case-${theirs.id}`, 1), { as });
  });

  it('can be named after the glass was broken', async () => {
    const { as } = await outsider();
    const own = await Thread.begin(homeward.client, 'cases', OPENED, { as });
    const theirs = await Thread.begin(homeward.client, 'cases', OPENED);
    const broken = await homeward.client.post(`${theirs.path}/break-glass`, { reason: 'a call' }, { as });
    expect(broken.status).toBe(200);
    await own.post('notes', note(`case-${theirs.id}`, 0), { as });
  });

  it('is the same in a line of a list', async () => {
    const { as } = await outsider();
    const theirs = await Thread.begin(homeward.client, 'cases', OPENED);
    const document = [{ kind: 'document', id: randomUUID() }];
    const list = { occurredAt: '2025-06-07', list: 'list-of-the-icrc', basis: document };
    const intake = await Thread.begin(homeward.client, 'intakes', list, { as });
    const lines = [`case-${theirs.id}`, `intake-${intake.id}`].map((stream, number) => ({
      ref: `l${number}`,
      post: '/cases',
      body: { ...OPENED, basis: note(stream, 0).basis },
    }));
    const { answers } = await postLines(
      { url: homeward.client.url, token: as.token },
      intake.id,
      textOf(lines),
    );
    expect(answers.at(-1)).toMatchObject({ outcomes: { 'names-nothing': 2 } });
  });
});
