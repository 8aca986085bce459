import type { Client } from '#test/support/http-client.js';
import { CAPTURE, OPENED, SOURCE, Thread } from '#test/support/demo-person.js';
import { STAFF } from '#test/support/homeward.js';

const AS_NEGOTIATOR = { as: 'negotiator' } as const;

/** So many captives of whom the first are handed over, if any, in an embargoed exchange; nothing else differs from day to day. */
export async function exchangeDay(client: Client, captives: number, handedOver: number) {
  const people: Thread[] = [];
  for (let index = 0; index < captives; index += 1) {
    const person = await Thread.begin(client, 'cases', OPENED);
    await person.post('capture', CAPTURE);
    people.push(person);
  }
  const planned = {
    occurredAt: '2025-06-12',
    plannedFor: '2025-06-14',
    agreements: [],
    ordinal: 4,
    basis: SOURCE,
  };
  const exchange = await Thread.begin(client, 'exchanges', planned, AS_NEGOTIATOR);
  const embargo = { occurredAt: '2025-06-12', needToKnow: [STAFF.negotiator], basis: SOURCE };
  await exchange.post('embargo', embargo, AS_NEGOTIATOR);
  if (handedOver === 0) return { people, exchange };
  const manifest = people
    .slice(0, handedOver)
    .map(({ id }) => ({ case: id, agreement: null, category: null }));
  const handover = 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa';
  const body = { occurredAt: '2025-06-14', handover, part: 1, manifest, basis: SOURCE };
  await exchange.post('handovers', body, AS_NEGOTIATOR);
  return { people, exchange };
}
