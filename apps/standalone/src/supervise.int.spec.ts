import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { supervise } from './supervise.js';

const never = new Promise<void>(() => undefined);

describe('A supervised child', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'homeward-supervise-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const childThat = async (does: string) => {
    const entry = join(folder, 'child.cjs');
    await writeFile(entry, does);
    return { name: 'child', entry, environment: {}, logFile: join(folder, 'child.log') };
  };

  it('is given up when Homeward is asked to stop before the child is ready', async () => {
    const spec = await childThat(
      "setInterval(() => {}, 1000); process.on('SIGTERM', () => process.exit(0));",
    );
    await expect(supervise(spec, () => undefined, Promise.resolve())).rejects.toThrow('before it was ready');
  });

  it('tells its last words when it ends before it is ready', async () => {
    const spec = await childThat("process.stderr.write('PORT is not a port'); process.exitCode = 1;");
    await expect(supervise(spec, () => undefined, never)).rejects.toThrow('PORT is not a port');
  });

  it('is started again when it dies, and it is said', async () => {
    const said: string[] = [];
    let isBack = (): void => undefined;
    const back = new Promise<void>((resolve) => (isBack = resolve));
    const spec = await childThat('setInterval(() => {}, 1000); process.send({ pid: process.pid });');
    const child = await supervise(
      spec,
      (line) => {
        said.push(line);
        if (line.includes('running again')) isBack();
      },
      never,
    );
    process.kill((child.ready as { pid: number }).pid, 'SIGKILL');
    await back;
    await child.stop();
    expect(said[0]).toContain('child ended (SIGKILL); started again');
    expect(said).toHaveLength(2);
  });
});
