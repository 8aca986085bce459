import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SOURCE } from '#test/support/demo-person.js';
import { exchangeDay } from './exchange-day.js';
import { startWatched, type Watched } from './watched-homeward.js';

interface Line {
  readonly msg: string;
  readonly requestId?: string;
  readonly commandId?: string;
  readonly projection?: string;
  readonly event?: string;
  readonly correlationId?: string;
  readonly causationId?: string;
  readonly events?: readonly { id: string; correlationId: string; causationId: string }[];
}

describe('One request', () => {
  let watched: Watched;
  beforeAll(async () => (watched = await startWatched()));
  afterAll(() => watched?.stop());

  it('can be followed by its id from HTTP through its events and reactions to rows', async () => {
    const { client, store, logged, settled } = watched;
    const { people, exchange } = await exchangeDay(client, 2, 0);
    const [person] = people;
    const requestId = randomUUID();
    const manifest = [{ case: person?.id, agreement: null, category: null }];
    const handover = { occurredAt: '2025-06-14', handover: randomUUID(), part: 1, manifest, basis: SOURCE };
    await exchange.post('handovers', handover, { as: 'negotiator', headers: { 'x-request-id': requestId } });
    await settled();

    const lines = logged.map((line) => JSON.parse(line) as Line);
    const answered = lines.find((line) => line.requestId === requestId);
    expect(answered).toMatchObject({ msg: 'request', commandId: expect.any(String) });

    const events = [];
    for await (const { id, type, stream, metadata } of store.readAll(null)) {
      const about = JSON.parse(Buffer.from(metadata).toString()) as Record<string, unknown>;
      if (about['$correlationId'] === requestId)
        events.push({ id, type, stream, because: about['$causationId'] });
    }
    expect(events.map(({ type }) => type)).toEqual(['HandoverConfirmed', 'Returned']);
    const [cause, effect] = events;
    expect([cause?.because, effect?.because]).toEqual([answered?.commandId, cause?.id]);
    expect(lines.find(({ msg, event }) => msg === 'reacted' && event === cause?.id)).toMatchObject({
      correlationId: requestId,
      causationId: answered?.commandId,
    });
    const written = (id: string | undefined) =>
      lines.flatMap(({ projection, events: all = [] }) =>
        all.filter((event) => event.id === id).map((event) => ({ projection, ...event })),
      );
    const because = { correlationId: requestId, causationId: answered?.commandId };
    expect(written(cause?.id)).toContainEqual({ projection: 'exchanges', id: cause?.id, ...because });
    const inTurn = { correlationId: requestId, causationId: cause?.id };
    expect(written(effect?.id)).toContainEqual({ projection: 'cases', id: effect?.id, ...inTurn });
  });
});
