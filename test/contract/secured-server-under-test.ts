import { afterAll, beforeAll } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import dbClient from '@eventstore/db-client';
import type { EventStoreDBClient } from '@eventstore/db-client';
import { startEventStore } from '#libs/embedded/src/event-store/start-event-store.js';
import { selfSignedCertificate } from '#test/support/self-signed-certificate.js';

export interface SecuredServer {
  /** A client as this user; without one, as nobody. */
  as(user?: 'admin' | 'ops', password?: string): EventStoreDBClient;
  /** The password that the default users of a fresh server have. */
  readonly password: string;
}

/** The two users of a fresh real server, as its documentation names them. */
const accounts = [
  { name: 'admin', password: 'changeit', groups: ['$admins'] },
  { name: 'ops', password: 'changeit', groups: ['$ops'] },
];

/**
 * A server with TLS, credentials and `$acl`: the one at CONTRACT_URL, which must have its default users (this file
 * is passed over when that URL is not encrypted), or an embedded one of its own.
 */
export function useSecuredServer(): SecuredServer {
  const given = process.env['CONTRACT_URL'];
  let address = given?.replace(/^(esdb(?:\+discover)?:\/\/)[^@/]*@/, '$1') ?? '';
  const clients: EventStoreDBClient[] = [];
  let stop = (): Promise<void> => Promise.resolve();
  beforeAll(async () => {
    if (given !== undefined) return;
    const folder = mkdtempSync(join(tmpdir(), 'homeward-certificate-'));
    const tls = selfSignedCertificate();
    writeFileSync(join(folder, 'ca.crt'), tls.certificate);
    const embedded = await startEventStore({ dataDir: undefined, port: 0, tls, accounts });
    address = `${embedded.connectionString.replace('127.0.0.1', 'localhost')}&tlsCAFile=${join(folder, 'ca.crt')}`;
    stop = async () => {
      await embedded.stop();
      rmSync(folder, { recursive: true });
    };
  });
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.dispose()));
    await stop();
  });
  return {
    password: 'changeit',
    as(user, password = 'changeit') {
      const who = user === undefined ? '' : `${user}:${password}@`;
      const client = dbClient.EventStoreDBClient.connectionString(address.replace('://', `://${who}`));
      clients.push(client);
      return client;
    },
  };
}
