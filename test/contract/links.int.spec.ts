import { describe, expect, it } from '@jest/globals';
import dbClient from '@eventstore/db-client';
import type { ResolvedEvent } from '@eventstore/db-client';
import { collect, events, record, uniqueStream, useServerUnderTest } from './server-under-test.js';

// Public documentation, "Reading events", resolveLinkTos: a link event points to an event of another stream; when
// asked to, the server gives the event that the link points to, with the link beside it; without, the link itself.
// A link is an event of type `$>` whose data is `revision@stream`.
const server = useServerUnderTest();
const { START } = dbClient;
const link = (target: string) => dbClient.binaryEvent({ type: '$>', data: Buffer.from(target) });

type Read = (links: string, resolveLinkTos: boolean) => Promise<ResolvedEvent | undefined>;

async function firstOf(subscription: Parameters<typeof record>[0]): Promise<ResolvedEvent | undefined> {
  const heard = record(subscription);
  await heard.until(() => heard.received.length > 0);
  await subscription.unsubscribe();
  return heard.received[0];
}

async function positionIn(stream: string) {
  const [event] = await collect(server.client.readStream(stream));
  if (event?.event?.position === undefined) throw new Error('The link has no position.');
  return event.event.position;
}

const reads: [string, Read][] = [
  [
    'a read forwards',
    async (links, resolveLinkTos) => (await collect(server.client.readStream(links, { resolveLinkTos })))[0],
  ],
  [
    'a read backwards',
    async (links, resolveLinkTos) =>
      (
        await collect(
          server.client.readStream(links, { resolveLinkTos, direction: 'backwards', fromRevision: 'end' }),
        )
      )[0],
  ],
  [
    'a read of $all',
    async (links, resolveLinkTos) =>
      (
        await collect(
          server.client.readAll({ resolveLinkTos, fromPosition: await positionIn(links), maxCount: 1 }),
        )
      )[0],
  ],
  [
    'a subscription to the stream',
    (links, resolveLinkTos) =>
      firstOf(server.client.subscribeToStream(links, { resolveLinkTos, fromRevision: START })),
  ],
  [
    'a filtered subscription to $all',
    (links, resolveLinkTos) =>
      firstOf(
        server.client.subscribeToAll({
          resolveLinkTos,
          fromPosition: START,
          filter: dbClient.streamNameFilter({ prefixes: [links] }),
        }),
      ),
  ],
];

const gone: [string, (target: string) => Promise<unknown>][] = [
  ['was never written', () => Promise.resolve()],
  [
    'is deleted',
    async (target) => {
      await server.client.appendToStream(target, events(3));
      await server.client.deleteStream(target);
    },
  ],
  [
    'is tombstoned',
    async (target) => {
      await server.client.appendToStream(target, events(3));
      await server.client.tombstoneStream(target);
    },
  ],
  ['has fewer events', (target) => server.client.appendToStream(target, events(1))],
];

describe.each(reads)('In %s', (_name, read) => {
  it.each(['target', 'target@with@signs', 'ціль', 'a b'])(
    'a link to an event of "%s" is resolved',
    async (name) => {
      const [target, links] = [uniqueStream(name), uniqueStream('links')];
      await server.client.appendToStream(target, events(3));
      await server.client.appendToStream(links, link(`1@${target}`));
      const found = await read(links, true);
      expect(found?.event).toMatchObject({ streamId: target, revision: 1n, data: { n: 1 } });
      expect(found?.link).toMatchObject({ streamId: links, revision: 0n, type: '$>' });
    },
  );

  it('a link comes as it is when nobody asks for its target', async () => {
    const [target, links] = [uniqueStream('target'), uniqueStream('links')];
    await server.client.appendToStream(target, events(3));
    await server.client.appendToStream(links, link(`1@${target}`));
    const found = await read(links, false);
    expect(found?.event).toMatchObject({ streamId: links, revision: 0n, type: '$>' });
    expect(found?.link).toBeUndefined();
  });

  it.each(gone)('a link comes alone when its target %s', async (_which, prepare) => {
    const [target, links] = [uniqueStream('target'), uniqueStream('links')];
    await prepare(target);
    await server.client.appendToStream(links, link(`2@${target}`));
    const found = await read(links, true);
    expect(found?.event).toBeUndefined();
    expect(found?.link).toMatchObject({ streamId: links, revision: 0n, type: '$>' });
  });

  it('an ordinary event is given as ever when links are resolved', async () => {
    const stream = uniqueStream('ordinary');
    await server.client.appendToStream(stream, events(1));
    const found = await read(stream, true);
    expect(found?.event).toMatchObject({ streamId: stream, data: { n: 0 } });
    expect(found?.link).toBeUndefined();
  });
});
