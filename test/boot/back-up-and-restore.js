/**
 * Backs up the built standalone while it runs and while it does not, restores it, and starts on what was restored; then puts an older log
 * under newer tables, and does what it says to do. Exits 1 with what went wrong.
 */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { chmod, copyFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const program = (app, file) => `dist/apps/${app}/src/${file}.js`;
const SOURCE = [{ kind: 'source', speaker: 'icrc' }];

const folder = await mkdtemp(join(tmpdir(), 'homeward-backup-'));
await chmod(folder, 0o755);
const at = (name) => join(folder, name);
const kek = at('kept-apart');
const port = await freePort();
const api = `http://127.0.0.1:${port}`;
const began = performance.now();
const tell = (line) => process.stdout.write(`${((performance.now() - began) / 1000).toFixed(1)}s  ${line}\n`);
let homeward;
let token;

try {
  homeward = await start(at('first'));
  const opened = await post('/cases', { openedFor: 'missing', occurredAt: '2022-06', basis: SOURCE });
  const path = opened.location;
  const captured = await post(
    `${path}/capture`,
    { occurredAt: '2022-05', place: 'Маріуполь', basis: SOURCE },
    opened,
  );
  assert.equal((await read(path, captured)).revision, '1');
  const said = await backUp('first', 'running');
  assert.match(said, /never beside a backup/);
  const noted = await post(
    `${path}/notes`,
    { occurredAt: '2022-07', note: 'later', basis: SOURCE },
    captured,
  );
  assert.equal((await read(path, noted)).revision, '2');
  await homeward.stop();
  tell('backed up while it ran');

  await backUp('first', 'stopped');
  assert.match(
    await fails('standalone', 'backup', '--data', at('first'), '--to', at('stopped')),
    /replaces nothing/,
  );
  assert.deepEqual(await readdir(at('stopped')), [
    'backup.json',
    'event-store',
    'keys',
    'records',
    'scenario.json',
  ]);
  await copyFile(join(at('first'), 'secrets', 'key-encryption-key'), kek);
  tell('backed up while it did not run');

  await writeFile(at('other-kek'), Buffer.alloc(32, 7), { mode: 0o600 });
  assert.match(
    await fails('standalone', 'restore', ...of('running', 'no', 'other-kek')),
    /is not the one with which/,
  );
  assert.match(await fails('standalone', 'restore', ...of('running', 'first')), /a restore replaces nothing/);
  assert.deepEqual(
    (await readdir(folder)).filter((name) => name.startsWith('no')),
    [],
  );
  await rm(at('first'), { recursive: true });
  tell('refused what cannot be restored, and left nothing behind');

  await succeeds('standalone', 'restore', ...of('stopped', 'second'));
  homeward = await start(at('second'));
  assert.equal((await read(path, noted)).revision, '2');
  const replayed = await auditor('second', path);
  assert.match(replayed, /note/i);
  await homeward.stop();
  tell('what was restored starts, fills its tables and says the same');

  await rm(join(at('second'), 'event-store'), { recursive: true });
  const older = join(at('running'), 'event-store');
  await succeeds(
    'event-store',
    'main',
    'restore',
    '--from',
    older,
    '--data',
    join(at('second'), 'event-store'),
  );
  homeward = await start(at('second'));
  assert.match(homeward.output(), /The projection cases stands still\. The log does not have event/);
  assert.match(homeward.output(), /projector rebuild cases/);
  assert.equal((await read(path)).revision, '2');
  await succeeds(
    'projector',
    'operate',
    '--data',
    at('second'),
    'rebuild',
    '--all',
    '--why',
    'an older log was restored',
  );
  assert.equal((await read(path)).revision, '1');
  await post(`${path}/notes`, { occurredAt: '2022-08', note: 'anew', basis: SOURCE }, captured);
  await homeward.stop();
  tell('an older log under newer tables stops, says what to do, and goes on when that was done');
} catch (error) {
  process.stderr.write(`${homeward?.output() ?? ''}\n`);
  throw error;
} finally {
  await homeward?.stop();
  await rm(folder, { recursive: true, force: true });
}

async function start(data) {
  const child = spawn(process.execPath, [
    program('standalone', 'main'),
    '--data',
    data,
    '--port',
    String(port),
    '--empty',
  ]);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await new Promise((resolve, reject) => {
    child.stdout.on('data', () => /Homeward is running/.test(output) && resolve());
    void ended.then(() => reject(new Error(`it ended before it ran: ${output}`)));
  });
  token = /TOKEN=(\S+)/.exec(output)?.[1] ?? token;
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return { output: () => output, stop };
}

async function post(path, body, after) {
  const response = await fetch(`${api}${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
      ...(after === undefined ? {} : { 'if-match': after.etag }),
    },
    body: JSON.stringify(body),
  });
  assert.ok(response.ok, await response.clone().text());
  return {
    location: response.headers.get('location'),
    etag: response.headers.get('etag'),
    consistency: response.headers.get('homeward-consistency-token'),
  };
}

/** With a proof of what was written, it waits until that can be read. */
async function read(path, after) {
  const headers = { authorization: `Bearer ${token}` };
  // Tokens of a Homeward that was restored elsewhere hold no more.
  if (after !== undefined && homeward.output().includes('TOKEN='))
    headers['homeward-consistency-token'] = after.consistency;
  for (let tries = 0; ; tries += 1) {
    const response = await fetch(`${api}${path}`, { headers });
    if (response.ok) return response.json();
    delete headers['homeward-consistency-token'];
    assert.ok(tries < 200, await response.text());
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function of(backup, data, key = 'kept-apart') {
  return ['--from', at(backup), '--kek', at(key), '--data', at(data)];
}

function backUp(data, to) {
  return succeeds('standalone', 'backup', '--data', at(data), '--to', at(to));
}

function auditor(data, path) {
  const id = path.split('/').at(-1);
  return succeeds('auditor', 'main', 'replay', id, '--why', 'a restore was tested', '--data', at(data));
}

async function succeeds(app, file, ...args) {
  const { stdout } = await run(process.execPath, [program(app, file), ...args]);
  return stdout;
}

async function fails(app, file, ...args) {
  const failure = await run(process.execPath, [program(app, file), ...args]).catch((error) => error);
  assert.equal(failure.code, 1);
  return failure.stderr;
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = server.address();
      server.close(() => resolve(free));
    });
  });
}
