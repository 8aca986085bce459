import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const program = fileURLToPath(new URL('../../dist/test/bench/main.js', import.meta.url));

describe('npm run bench', () => {
  it('runs every measurement and prints a line for each contender', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [program, '--tiny', '--repeats', '1']);
    for (const name of [
      'start',
      'appends, 256',
      'batches of 500, 4',
      'readAll',
      'readStream of 20, 16',
      'fan-out',
      'commands, 64',
      'replay of 20, 1',
      'live lag',
      'all read models rebuilt',
      'rebuilt, events scattered',
      'case file',
      'history',
      'assignment',
      'access log of a case',
      'list by facts, of an office',
      'list by facts, of all',
      'list by agreement',
      'search by name, of an office',
      'search by name, of all',
      'search by service number',
      'exchange',
      'agreement',
      'intake',
      'intake lines',
      'broken glass',
      'live +100 %',
      'rebuild +100 %',
    ])
      expect(stdout).toMatch(new RegExp(`^${name} .*\\d`, 'm'));
    expect(stdout.match(/^ {2}(floor|null server|raw client) .*\d/gm)).toHaveLength(19);
  }, 240_000);

  it('names the measurements that there are when asked for another', async () => {
    const failed = await promisify(execFile)(process.execPath, [program, '--only', 'writes']).then(
      () => '',
      (error: unknown) => String(error),
    );
    expect(failed).toContain(
      'There is no measurement "writes": there are starts, appends, reads, fan-out, commands, replays, rebuilds, scattered, queries, memory.',
    );
  });
});
