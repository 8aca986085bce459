import { request } from 'node:http';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from '@jest/globals';
import { caseRefusals } from '#libs/cases/src/refusals.js';
import { homewardEvents } from '#libs/stored-events/src/homeward-events.js';
import { exchangeDay } from './exchange-day.js';
import { startWatched, type Watched } from './watched-homeward.js';

let watched: Watched | undefined;
afterEach(() => watched?.stop());
const start = async (): Promise<Watched> => (watched = await startWatched());

/** Lines without the times that requests took, and the connections that happened to be open. */
const countsIn = (metrics: string): string[] =>
  metrics
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .filter((line) => !/^homeward_database_connections|_seconds_(bucket|sum)/.test(line));

const valuesOf = (metrics: string, label: string): string[] => [
  ...new Set([...metrics.matchAll(new RegExp(`[{,]${label}="([^"]*)"`, 'g'))].map(([, value = '']) => value)),
];

async function countsAfterHandoverOf(people: number): Promise<string[]> {
  const homeward = await start();
  await exchangeDay(homeward.client, 7, people);
  await homeward.settled();
  const counts = countsIn(await homeward.metrics());
  await homeward.stop();
  watched = undefined;
  return counts;
}

/** A method that fetch does not send. */
async function send(url: string, method: string): Promise<void> {
  const [response] = await once(request(url, { method }).end(), 'response');
  await once(response.resume(), 'end');
}

describe('Metrics', () => {
  it('are the same whether three people or seven were handed over under an embargo', async () => {
    const three = await countsAfterHandoverOf(3);
    expect(three).toContain('homeward_command_outcomes_total{outcome="done"} 17');
    expect(three).toContain('homeward_reaction_lag_seconds{reaction="handover-returns-people"} 0');
    expect(await countsAfterHandoverOf(7)).toEqual(three);
  });

  it('have no label with an event type, an action, a refusal, an id or what a caller makes up', async () => {
    const { client, settled, metrics } = await start();
    const { people } = await exchangeDay(client, 2, 1);
    const [first] = people;
    await first?.read();
    await client.post('/cases/no-uuid/capture', {});
    await settled();
    const before = await metrics();
    for (const path of ['canary', 'cases/canary/canary', `canary-${'x'.repeat(200)}`, '%00', '?canary=1'])
      await client.get(`/${path}`);
    await client.get('/canary', { as: { token: 'canary' }, headers: { 'x-request-id': 'canary' } });
    for (const method of ['PROPFIND', 'BREW', 'DELETE'])
      await send(`${client.url}/cases/canary`, method).catch(() => undefined);
    const after = await metrics();

    expect(valuesOf(after, 'route')).toEqual(
      valuesOf(before, 'route').concat(valuesOf(before, 'route').includes('none') ? [] : ['none']),
    );
    expect(valuesOf(after, 'method').filter((method) => !/^(GET|POST|DELETE|other)$/.test(method))).toEqual(
      [],
    );
    expect(after).not.toMatch(/canary|[0-9a-f]{8}-[0-9a-f]{4}/);
    const told = [...homewardEvents.definitions.map(({ type }) => type), ...Object.keys(caseRefusals)];
    const labels = [...after.matchAll(/="([^"]*)"/g)].map(([, value = '']) => value);
    expect(
      labels.filter((label) => told.some((word) => label === word || label.includes(`/${word}`))),
    ).toEqual([]);
    expect(labels.filter((label) => /capture|embargo|handovers/.test(label))).toEqual([]);
  });

  it('are not served by the door of the api', async () => {
    const { client } = await start();
    for (const path of ['/metrics', '/metrics/', '/health/metrics'])
      expect((await client.get(path)).status).toBe(404);
  });

  it('count commands by outcome, appends, and faults such as an access log that cannot be written', async () => {
    const { client, metrics, place } = await start();
    const { people } = await exchangeDay(client, 1, 0);
    const refused = await client.post(
      `${people[0]?.path}/return`,
      { occurredAt: '2999', basis: [] },
      { ifMatch: '"1"' },
    );
    expect(refused.status).toBe(409);
    const { default: pg } = await import('pg');
    const db = new pg.Client({ connectionString: place.databaseUrl });
    await db.connect();
    await db.query('ALTER TABLE records.access_log RENAME TO gone');
    expect((await people[0]?.read())?.status).toBe(503);
    await db.end();
    const found = await metrics();
    expect(found).toContain('homeward_command_outcomes_total{outcome="refused"} 1');
    expect(found).toContain('homeward_append_seconds_count{answer="appended"} 4');
    expect(found).toContain('homeward_faults_total{problem="access-log-unavailable"} 1');
    expect(found).toMatch(
      /homeward_http_request_seconds_count\{method="GET",route="\/cases\/:id",status="503"\} 1/,
    );
  });
});
