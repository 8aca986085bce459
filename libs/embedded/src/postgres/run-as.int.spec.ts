import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from './account.js';
import { spawnAs } from './run-as.js';

describe('a PostgreSQL program started as another user', () => {
  it('finds programs by access(2) in a folder that only root may enter, if root starts it', async () => {
    const account: Account = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const folder = await mkdtemp(join(tmpdir(), 'homeward-closed-'));
    const program = join(folder, 'program');
    await writeFile(program, '', { mode: 0o755 });
    await chmod(folder, 0o700);
    const look = `require('node:fs').accessSync(${JSON.stringify(program)}, 1)`;
    const child = await spawnAs(account, process.execPath, ['-e', look], { stdio: 'ignore' });
    const [code] = (await once(child, 'exit')) as [number];
    await rm(folder, { recursive: true });
    expect(code).toBe(0);
  });
});
