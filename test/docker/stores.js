import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chown, copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { accountFor } from '../../dist/libs/embedded/src/postgres/account.js';
import { findPrograms, runInitdb } from '../../dist/libs/embedded/src/postgres/programs.js';
import { spawnAs } from '../../dist/libs/embedded/src/postgres/run-as.js';

/** The embedded event store instead of KurrentDB: over TLS, and for the user of docker/make-secrets.sh alone. */
export async function startEventStore(processes, { secrets, state }, port) {
  const [, password] = /ADMIN_PASSWORD=(\w+)/.exec(await readFile(join(secrets, 'event-store.env'), 'utf8'));
  const users = join(state, 'users.json');
  await writeFile(users, JSON.stringify([{ name: 'admin', password, groups: ['$admins'] }]), { mode: 0o600 });
  const tls = [
    '--tls-certificate',
    join(secrets, 'event-store.crt'),
    '--tls-key',
    join(secrets, 'event-store.key'),
  ];
  const program = join(processes.image, 'dist/apps/event-store/src/main.js');
  const args = [program, '--memory', '--port', String(port), ...tls, '--users', users];
  await processes.watch(spawn(process.execPath, args), 'event store').says(/ready on/);
}

/** PostgreSQL from npm, with the settings of docker/compose.yaml and the logins of docker/postgres/logins.sql. */
export async function startPostgres(processes, { repository, secrets, state }, port) {
  const account = await accountFor(join(state, 'no-such-folder'));
  const data = join(state, 'postgres');
  await mkdir(data, { mode: 0o700 });
  const hba = join(state, 'pg_hba.conf');
  await copyFile(join(repository, 'docker/postgres/pg_hba.conf'), hba);
  const readByIt = (await readdir(secrets)).filter((name) => /^postgres(-|\.key)/.test(name));
  if ('uid' in account)
    for (const path of [data, ...readByIt.map((name) => join(secrets, name))])
      await chown(path, account.uid, account.gid);
  const { initdb, postgres } = await findPrograms();
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const user = [
    '--username=postgres',
    `--pwfile=${join(secrets, 'postgres-superuser')}`,
    '--auth=scram-sha-256',
  ];
  await runInitdb(initdb, [`--pgdata=${data}`, '--no-sync', ...user, ...locale], data, account);
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', `hba_file=${hba}`];
  settings.push('ssl=on', `ssl_cert_file=${join(secrets, 'postgres.crt')}`);
  settings.push(`ssl_key_file=${join(secrets, 'postgres.key')}`, 'timezone=UTC');
  settings.push('log_min_error_statement=panic', 'log_error_verbosity=terse');
  const flags = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  const child = await spawnAs(account, postgres, flags, { stdio: ['ignore', 'pipe', 'pipe'] });
  await processes.watch(child, 'PostgreSQL', 'SIGINT').says(/ready to accept connections/);
  await asSuperuser(secrets, port, 'postgres', 'CREATE DATABASE homeward');
  const logins = await readFile(join(repository, 'docker/postgres/logins.sql'), 'utf8');
  await asSuperuser(secrets, port, 'homeward', `SET homeward.secrets = '${secrets}'; ${logins}`);
}

async function asSuperuser(secrets, port, database, statement) {
  const password = (await readFile(join(secrets, 'postgres-superuser'), 'utf8')).trim();
  const ca = await readFile(join(secrets, 'ca.crt'), 'utf8');
  const client = new pg.Client({
    host: 'localhost',
    port,
    user: 'postgres',
    password,
    database,
    ssl: { ca },
  });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

/** In containers the parts are found by their names, and secrets under /run/secrets. */
export async function pointHere({ secrets }, storePort, databasePort) {
  for (const name of (await readdir(secrets)).filter((file) => file.includes('-url'))) {
    const file = join(secrets, name);
    const text = await readFile(file, 'utf8');
    const here = text
      .replace('@event-store:2113', `@localhost:${storePort}`)
      .replace('@postgres:5432', `@localhost:${databasePort}`)
      .replace('/run/secrets', secrets);
    assert.notEqual(here, text);
    await writeFile(file, here);
  }
}
