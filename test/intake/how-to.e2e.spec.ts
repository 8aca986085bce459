import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { Thread } from '#test/support/demo-person.js';
import { openHall, type Hall } from './hall.js';

const PAGE = readFileSync('docs/how-to/take-in-a-list.md', 'utf8');
const LIST = readFileSync('docs/how-to/take-in-a-list.ndjson', 'utf8');

describe('The page on how to take in a list', () => {
  let hall: Hall;
  beforeAll(async () => (hall = await openHall()));
  afterAll(() => hall?.close());

  it('says what comes of it', async () => {
    const [opening, closing] = [...PAGE.matchAll(/-d '(\{.*\})'/g)].map(
      ([, body = '']) => JSON.parse(body) as object,
    );
    const intake = await Thread.begin(hall.homeward.client, 'intakes', opening);
    const first = await hall.post(intake, LIST);
    expect(first.answers.at(-1)?.outcomes).toEqual({ recorded: 5, invalid: 1 });
    expect(PAGE).toContain('"outcomes":{"recorded":5,"invalid":1}');
    expect(first.answers.find(({ ref }) => ref === 'p2.icrc')).toMatchObject({ line: 6, outcome: 'invalid' });

    expect(PAGE).toContain('`"by":"the ICRC"`, which should be `"by":"icrc"`');
    const again = await hall.post(intake, LIST.replace('"by":"the ICRC"', '"by":"icrc"'));
    expect(again.answers.at(-1)).toMatchObject({
      outcomes: { 'known-already': 5, recorded: 1 },
      revision: '2',
    });

    const { body } = await hall.homeward.client.get(`${intake.path}/lines`, {
      headers: { 'homeward-consistency-token': String(again.answers.at(-1)?.consistencyToken) },
    });
    expect(body['lines']).toHaveLength(6);
    const closed = await hall.homeward.client.post(`${intake.path}/closure`, closing, { ifMatch: '"2"' });
    expect(closed.status).toBe(200);
  });
});
