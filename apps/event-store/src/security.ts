import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { readAccounts } from '#libs/embedded/src/event-store/access/accounts.js';
import type { EventStoreOptions } from '#libs/embedded/src/event-store/start-event-store.js';

/** What the command line says about encryption and users. */
export interface SecurityFlags {
  readonly tlsCertificate?: string;
  readonly tlsKey?: string;
  readonly users?: string;
}

/** Reads the files that the flags name. Throws a sentence that says what is wrong with them. */
export function readSecurity(flags: SecurityFlags): Pick<EventStoreOptions, 'tls' | 'accounts'> {
  const { tlsCertificate, tlsKey, users } = flags;
  if ((tlsCertificate === undefined) !== (tlsKey === undefined)) {
    throw new Error('--tls-certificate and --tls-key go together: give both, or neither.');
  }
  if (tlsCertificate === undefined || tlsKey === undefined) {
    if (users === undefined) return {};
    throw new Error('--users needs --tls-certificate and --tls-key: clients send credentials over TLS only.');
  }
  const tls = { certificate: readPem(tlsCertificate), key: readPem(tlsKey) };
  try {
    createSecureContext({ cert: tls.certificate, key: tls.key });
  } catch (error) {
    throw new Error(
      `${tlsCertificate} and ${tlsKey} are not a certificate and its private key in PEM (${reasonOf(error)}).`,
    );
  }
  return users === undefined ? { tls } : { tls, accounts: readAccounts(users) };
}

function readPem(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Error(
      `${path} cannot be read (${reasonOf(error)}). Name a file in PEM that this user may read.`,
    );
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
