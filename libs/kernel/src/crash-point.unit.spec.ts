import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

const source = readFileSync(fileURLToPath(new URL('crash-point.ts', import.meta.url)), 'utf8');
const { code } = transformSync(source, { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } });
const program = `${code}
crashPoint('store:other');
crashPoint('store:a'); process.stdout.write('1');
crashPoint('store:a'); process.stdout.write('2');`;

function run(env: Record<string, string>) {
  const child = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    env,
    encoding: 'utf8',
  });
  return { signal: child.signal, printed: child.stdout };
}

describe('a crash point', () => {
  it('does nothing when no fault is asked for', () => {
    expect(run({})).toEqual({ signal: null, printed: '12' });
  });

  it('does nothing when only the point is named, without HOMEWARD_FAULTS=1', () => {
    expect(run({ HOMEWARD_CRASH_AT: 'store:a' })).toEqual({ signal: null, printed: '12' });
  });

  it('does nothing when HOMEWARD_FAULTS=1 is set but no point is named', () => {
    expect(run({ HOMEWARD_FAULTS: '1' })).toEqual({ signal: null, printed: '12' });
  });

  it('kills the process at the first pass of the named point', () => {
    expect(run({ HOMEWARD_FAULTS: '1', HOMEWARD_CRASH_AT: 'store:a' })).toEqual({
      signal: 'SIGKILL',
      printed: '',
    });
  });

  it('kills the process at the Nth pass when the name ends in :N', () => {
    expect(run({ HOMEWARD_FAULTS: '1', HOMEWARD_CRASH_AT: 'store:a:2' }).signal).toBe('SIGKILL');
    expect(run({ HOMEWARD_FAULTS: '1', HOMEWARD_CRASH_AT: 'store:a:3' })).toEqual({
      signal: null,
      printed: '12',
    });
  });

  it('does not take a part of a name for the whole', () => {
    expect(run({ HOMEWARD_FAULTS: '1', HOMEWARD_CRASH_AT: 'store' })).toEqual({
      signal: null,
      printed: '12',
    });
  });
});
