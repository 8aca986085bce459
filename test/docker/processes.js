import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Programs of the image as they would be run in a container: in its folder, with no environment but their own. */
export class Processes {
  #running = [];

  constructor(image) {
    this.image = image;
  }

  /** Runs one to its end; answers what it printed. */
  async run(args, env) {
    const options = { cwd: this.image, env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env } };
    const { stdout } = await run(process.execPath, ['docker/start.js', ...args], options);
    return stdout;
  }

  start(name, env) {
    const options = { cwd: this.image, env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env } };
    return this.watch(spawn(process.execPath, ['docker/start.js', name], options), name);
  }

  /** Keeps what a child says, and stops it in the end. */
  watch(child, name, signal = 'SIGTERM') {
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
    const ended = new Promise((done) => child.once('exit', (...how) => done(how)));
    const stop = () => {
      child.kill(signal);
      return ended;
    };
    const says = (sign) =>
      new Promise((done, fail) => {
        for (const stream of [child.stdout, child.stderr])
          stream.on('data', () => sign.test(output) && done());
        void ended.then(() => fail(new Error(`${name} ended: ${output}`)));
      });
    this.#running.push({ name, stop, output: () => output });
    return { stop, says };
  }

  /** Waits for what HEALTHCHECK asks. */
  async healthy(port) {
    const options = { cwd: this.image, env: { PORT: String(port) } };
    const ask = () => run(process.execPath, ['docker/healthy.js'], options).catch(() => null);
    const deadline = Date.now() + 60_000;
    while ((await ask()) === null) assert.ok(Date.now() < deadline, `nothing healthy on port ${port}`);
  }

  output() {
    return this.#running.map(({ name, output }) => `${name}: ${output()}\n`).join('');
  }

  async stopAll() {
    for (const { stop } of this.#running.reverse()) await stop();
  }
}

export async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => new Promise((done) => server.once('listening', done))));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}
