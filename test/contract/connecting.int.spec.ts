import { expect, it } from '@jest/globals';
import dbClient from '@eventstore/db-client';
import { events, failureOf, uniqueStream, useServerUnderTest } from './server-under-test.js';

// Each behaviour was observed on EventStoreDB 24.10.4 with client 6.2.1 unless the case says otherwise.
const server = useServerUnderTest();

it('A node is found by gossip, as its own leader', async () => {
  const discover = server.connectionString.replace(/^esdb:/, 'esdb+discover:');
  const client = dbClient.EventStoreDBClient.connectionString(discover);
  const { success } = await client.appendToStream(uniqueStream('discover'), events(1));
  expect(success).toBe(true);
  await client.dispose();
});

it('Reading a persistent subscription that is not there fails, and the connection lives on', async () => {
  const stream = uniqueStream('persistent');
  const failure = await failureOf(server.client.getPersistentSubscriptionToStreamInfo(stream, 'group'));
  expect(failure).toHaveProperty('message');
  expect((await server.client.appendToStream(stream, events(1))).success).toBe(true);
});
