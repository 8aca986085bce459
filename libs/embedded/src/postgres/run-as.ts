import { execFile, spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import type { Account } from './account.js';

const run = promisify(execFile);

interface Terms {
  readonly detached?: boolean;
  readonly stdio: StdioOptions;
}

/** Starts a PostgreSQL program as the account. The C locale keeps its messages in the words that we look for. */
export async function spawnAs(
  account: Account,
  program: string,
  flags: readonly string[],
  terms: Terms,
): Promise<ChildProcess> {
  const options = { ...terms, cwd: dirname(program), env: { ...process.env, LC_ALL: 'C' } };
  if (!('uid' in account)) return spawn(program, flags, options);
  const passing = passingThrough(account.uid, account.gid);
  if (!(await canPass(passing))) return spawn(program, flags, { ...options, ...account });
  return spawn('setpriv', [...passing, program, ...flags], options);
}

/**
 * A folder of root's is often closed to all others (`/root`, a `mktemp -d`), and the account must pass through it to its own
 * data and to the programs. So it keeps, of all that root may do, the one right to pass closed folders.
 */
function passingThrough(uid: number, gid: number): string[] {
  return [
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
    // Or access(2), by which PostgreSQL looks for its own programs, would ask as if the right were not there.
    '--securebits=+no_setuid_fixup',
  ];
}

/** util-linux's setpriv is on most Linux systems; a container may have taken the right away from root itself. */
let known: Promise<boolean> | undefined;
function canPass(passing: readonly string[]): Promise<boolean> {
  known ??= run('setpriv', [...passing, 'true']).then(
    () => true,
    () => false,
  );
  return known;
}
