import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHomeward, type Homeward } from '#test/support/homeward.js';

describe('An api that is being stopped', () => {
  let homeward: Homeward;
  beforeAll(async () => (homeward = await startHomeward({ withoutProjector: true })));
  afterAll(() => homeward?.stop());

  it('waits some seconds for a request that is half sent, and no longer', async () => {
    const { client, server, close } = await homeward.startApi();
    const socket = connect(Number(new URL(client.url).port), '127.0.0.1');
    const begun = once(server, 'request');
    socket.write(
      `POST /cases HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${homeward.tokens.get('caseworker')}\r\n` +
        'idempotency-key: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{',
    );
    await begun;
    const ended = new Promise((resolve) => socket.on('error', () => undefined).once('close', resolve));
    const asked = performance.now();
    await close();
    expect(performance.now() - asked).toBeLessThan(30_000);
    await ended;
  });
});
