import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import dbClient from '@eventstore/db-client';
import type { EventStoreDBClient } from '@eventstore/db-client';
import { startEventStore } from '#libs/embedded/src/event-store/start-event-store.js';
import { selfSignedCertificate } from '#test/support/self-signed-certificate.js';
import { readSecurity } from '../../apps/event-store/src/security.js';

const { jsonEvent, EventStoreDBClient: Client } = dbClient;
const noted = () => jsonEvent({ type: 'Noted', data: {} });
const users = [
  { name: 'admin', password: 'pass:word', groups: ['$admins'] },
  { name: 'писар', password: 'пароль', groups: ['clerks'] },
];

let folder: string;
const tls = selfSignedCertificate();
const file = (name: string, content: string | Buffer): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'homeward-access-'));
  file('ca.crt', tls.certificate);
  file('key.pem', tls.key);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function read(reading: AsyncIterable<unknown>): Promise<number | string> {
  let count = 0;
  try {
    for await (const _event of reading) count += 1;
    return count;
  } catch (error) {
    return (error as { type: string }).type;
  }
}

describe('A server with users', () => {
  let server: Awaited<ReturnType<typeof startEventStore>>;
  let admin: EventStoreDBClient;
  let clerk: EventStoreDBClient;
  beforeEach(async () => {
    server = await startEventStore({ dataDir: undefined, port: 0, tls, accounts: users });
    const as = (index: number) => {
      const { name = '', password = '' } = users[index] ?? {};
      const who = `${encodeURIComponent(name)}:${encodeURIComponent(password)}`;
      const address = server.connectionString.replace('//127.0.0.1', `//${who}@localhost`);
      return Client.connectionString(`${address}&tlsCAFile=${join(folder, 'ca.crt')}`);
    };
    [admin, clerk] = [as(0), as(1)];
    await admin.appendToStream('ordinary', noted());
    await admin.appendToStream('$system', noted());
  });
  afterEach(async () => {
    await admin.dispose();
    await clerk.dispose();
    await server.stop();
  });

  it('takes passwords with colons and names in any script', async () => {
    expect(await read(admin.readStream('$system'))).toBe(1);
    expect(await read(clerk.readStream('ordinary'))).toBe(1);
    expect(await read(clerk.readStream('$system'))).toBe('access-denied');
  });

  it('takes its defaults from $settings, which administrators write', async () => {
    const settings = jsonEvent({
      type: 'update-default-acl',
      data: { $userStreamAcl: { $r: ['$admins'] }, $systemStreamAcl: { $r: ['clerks'] } },
    });
    await expect(clerk.appendToStream('$settings', settings)).rejects.toMatchObject({
      type: 'access-denied',
    });
    await admin.appendToStream('$settings', settings);
    expect(await read(clerk.readStream('ordinary'))).toBe('access-denied');
    expect(await read(clerk.readStream('$system'))).toBe(1);
    expect((await clerk.appendToStream('ordinary', noted())).success).toBe(true);
  });

  it('opens $all to whom its metadata name', async () => {
    expect(await read(clerk.readAll())).toBe('access-denied');
    await admin.setStreamMetadata('$all', { acl: { readRoles: ['clerks'] } });
    expect(await read(clerk.readAll())).toBeGreaterThan(2);
  });

  it('lets nobody write to $all or delete metadata by themselves (read in the server source)', async () => {
    await expect(admin.appendToStream('$all', noted())).rejects.toMatchObject({ type: 'access-denied' });
    await expect(admin.deleteStream('$$ordinary')).rejects.toMatchObject({ type: 'access-denied' });
  });

  it('gives the clients that ask by gossip an address that TLS knows', async () => {
    const address = server.connectionString
      .replace('esdb://127.0.0.1', 'esdb+discover://admin:pass%3Aword@localhost')
      .concat(`&tlsCAFile=${join(folder, 'ca.crt')}`);
    const client = Client.connectionString(address);
    expect(await read(client.readStream('$system'))).toBe(1);
    await client.dispose();
  });
});

describe('The files of the command line', () => {
  it('are read together', () => {
    const flags = {
      tlsCertificate: join(folder, 'ca.crt'),
      tlsKey: join(folder, 'key.pem'),
      users: file('users.json', JSON.stringify(users)),
    };
    expect(readSecurity(flags)).toEqual({ tls, accounts: users });
    expect(readSecurity({})).toEqual({});
  });

  it.each([
    ['a certificate without a key', { tlsCertificate: 'ca.crt' }, 'go together'],
    ['users without TLS', { users: 'users.json' }, 'over TLS only'],
    ['a file that is not there', { tlsCertificate: 'none.crt', tlsKey: 'key.pem' }, 'cannot be read'],
    [
      'the two the wrong way round',
      { tlsCertificate: 'key.pem', tlsKey: 'ca.crt' },
      'are not a certificate and',
    ],
  ])('are refused in a sentence: %s', (_name, flags, sentence) => {
    const inFolder = Object.fromEntries(
      Object.entries(flags).map(([flag, name]) => [flag, join(folder, name)]),
    );
    expect(() => readSecurity(inFolder)).toThrow(sentence);
  });

  it.each([
    ['no JSON', '[{"name": "a", "password": "secret-word"', 'is not JSON'],
    ['no array', '{"admin": "changeit"}', 'holds no array'],
    ['nobody', '[]', 'holds no array'],
    ['a user without a password', '[{"name": "a", "groups": []}]', 'holds a user that is not one'],
    ['an empty password', '[{"name": "a", "password": "", "groups": []}]', 'holds a user that is not one'],
    [
      'a name with a colon',
      '[{"name": "a:b", "password": "p", "groups": []}]',
      'holds a user that is not one',
    ],
    [
      'a name twice',
      '[{"name":"a","password":"p","groups":[]},{"name":"a","password":"q","groups":[]}]',
      'names a user twice',
    ],
  ])('of users are refused with %s, and no password is repeated', (_name, content, sentence) => {
    const flags = {
      tlsCertificate: join(folder, 'ca.crt'),
      tlsKey: join(folder, 'key.pem'),
      users: file('bad.json', content),
    };
    expect(() => readSecurity(flags)).toThrow(sentence);
    expect(() => readSecurity(flags)).not.toThrow('secret-word');
  });
});
