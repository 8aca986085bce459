/**
 * Starts the built standalone in an empty folder and drives it as a newcomer would: first start, the day on the
 * screen, the two curls, kill -9, second start, the auditor's commands, the reports, stop. Exits 1 with what went wrong.
 */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const STANDALONE = 'dist/apps/standalone/src/main.js';
const AUDITOR = 'dist/apps/auditor/src/main.js';
const REPORTS = 'dist/apps/reports/src/main.js';

const folder = await mkdtemp(join(tmpdir(), 'homeward-boot-'));
await chmod(folder, 0o755);
const data = join(folder, 'data');
const port = await freePort();
const began = performance.now();
const tell = (line) => process.stdout.write(`${((performance.now() - began) / 1000).toFixed(1)}s  ${line}\n`);

try {
  const first = await start();
  assert.match(first.output(), /the number is withheld, embargoed until the exchange is complete/);
  assert.match(first.output(), /1,245, the other side 1,248/i);
  assert.match(first.output(), /6,057, the Interior Minister 6,060/);
  assert.match(first.output(), /most of them officers/);
  assert.match(first.output(), /Captured at Mariupol in May 2022/);
  assert.match(first.output(), /Returned on 14 June 2025/);
  const person = /cases\/([0-9a-f-]{36})\/history/.exec(first.output())[1];
  const token = /TOKEN=(\S+)/.exec(first.output())[1];
  tell('the first start loaded the scenario and told the day');

  const history = await get(`/cases/${person}/history`, token);
  assert.ok(history.lines.length >= 6);
  const before = await get(`/cases/${person}?validAt=2025-06-13`, token);
  assert.equal(before.file.captivity.kind, 'certain');
  assert.notEqual(before.file.captivity.value.phase, 'released');
  assert.equal((await fetch(`http://127.0.0.1:${port}/cases/${person}`)).status, 401);
  assert.equal((await fetch(`http://127.0.0.1:${port}/docs`)).status, 200);
  tell('the curls answer');

  await failsWith(/in use by another process of Homeward/, [STANDALONE, '--data', data, '--port', '0']);
  tell('a second one on the same folder is refused');

  const mark = await auditor('replay', person);
  first.child.kill('SIGKILL');
  await first.ended;
  const second = await start();
  assert.doesNotMatch(second.output(), /Loading/);
  assert.match(second.output(), /Returned on 14 June 2025/);
  assert.equal(await auditor('replay', person), mark);
  tell('after kill -9 the second start does not load again, and the log says the same');

  const asOf = await auditor('as-of', person, '--valid-at', '2025-06-14');
  assert.match(asOf, /captivity\s+certain\s+\d+\s+phase released/);
  assert.match(
    await auditor('as-of', person, '--valid-at', '2025-06-13'),
    /captivity\s+certain\s+\d+\s+phase (alleged|unofficially-confirmed|confirmed-by-icrc)/,
  );
  await failsWith(/No such case/, [
    AUDITOR,
    'as-of',
    '00000000-0000-4000-8000-000000000000',
    '--why',
    'boot test',
    '--data',
    data,
  ]);
  tell('the auditor replays and tells as of a day');

  const stage = await reports('stage', '--on', '2025-06-14');
  assert.match(stage, /stage 4 .* our manifests .* withheld \[1\]/);
  assert.match(stage, /\[1\] withheld: embargoed until the exchange is complete/);
  assert.match(stage, /the Coordination Headquarters +exact +6057 .*\n.*the Interior Minister +exact +6060/);
  assert.match(await reports('waiting', '--format', 'csv'), /\r\nall,\d+,\d+,\d+,/);
  await failsWith(/Give either the id of an exchange or --on/, [REPORTS, 'stage', '--data', data]);
  tell('the reports say what may be told, and what is withheld');

  const busy = await freePort();
  const holder = createServer().listen(busy, '127.0.0.1');
  await failsWith(new RegExp(`${busy}`), [
    STANDALONE,
    '--data',
    join(folder, 'other'),
    '--port',
    String(busy),
    '--empty',
  ]);
  holder.close();
  tell('a port in use is refused by name');

  second.child.kill('SIGTERM');
  assert.equal(await second.ended, 0);
  assert.deepEqual(
    (await readdir(data)).filter((name) => name.endsWith('.sock')),
    [],
  );
  tell('it stops when asked');
  process.stdout.write('boot: 1 passed, 0 failed\n');
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

async function start() {
  const child = spawn(process.execPath, [STANDALONE, '--data', data, '--port', String(port)]);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (text += piece));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const ready = new Promise((resolve) =>
    child.stdout.on('data', () => text.includes('As the auditor') && resolve(true)),
  );
  if ((await Promise.race([ready, ended])) !== true)
    throw new Error(`It ended before it was running:\n${text}`);
  return { child, ended, output: () => text };
}

async function get(path, token) {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  assert.equal(response.status, 200, `${path} answered ${response.status}`);
  return response.json();
}

async function auditor(...args) {
  const { stdout } = await run(process.execPath, [AUDITOR, ...args, '--why', 'boot test', '--data', data]);
  return stdout;
}

async function reports(...args) {
  const { stdout } = await run(process.execPath, [REPORTS, ...args, '--data', data]);
  return stdout;
}

async function failsWith(words, args) {
  const failed = await run(process.execPath, args).then(
    () => assert.fail(`${args.join(' ')} should have failed`),
    (error) => error,
  );
  assert.notEqual(failed.code, 0);
  assert.match(failed.stderr, words);
  assert.doesNotMatch(failed.stderr, /\n\s+at /, 'a stack trace reached the operator');
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address();
      probe.close(() => resolve(free));
    });
  });
}
