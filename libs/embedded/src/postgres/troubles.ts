import type { Account } from './account.js';

/** Turns what PostgreSQL, or the file system, said into a sentence that tells the operator what to do. */
export function sentenceFor(words: string, folder: string, account: Account): Error {
  if (/could not bind|Address already in use/.test(words))
    return new Error(`PostgreSQL could not take its port: ${OTHER_PORT}.`);
  if (/permission denied|EACCES|EPERM|read-only file system|EROFS|wrong ownership/i.test(words)) {
    const who =
      'uid' in account
        ? `user id ${account.uid}, which PostgreSQL runs as because it refuses root,`
        : 'This user';
    return new Error(
      `${who} cannot use PostgreSQL's data folder ${folder} or the programs in node_modules: let that user own the folder, writable, and enter ` +
        `every folder above both, or choose another folder, or start Homeward as an ordinary user. The cause: ${lastLines(words)}`,
    );
  }
  return new Error(`PostgreSQL did not start in ${folder}. Its last words: ${lastLines(words)}`);
}

export function portTaken(port: number): Error {
  return new Error(
    `Port ${port} on 127.0.0.1, meant for PostgreSQL, is in use by another program: ${OTHER_PORT}.`,
  );
}

export function folderInUse(folder: string, pid: number): Error {
  return new Error(
    `PostgreSQL's data folder ${folder} is in use by a running PostgreSQL (process ${pid}): stop the Homeward that started it, or choose another folder.`,
  );
}

const OTHER_PORT = 'stop that program, or choose another port (0 takes a free one)';

function lastLines(words: string): string {
  return words.trim().split('\n').slice(-5).join(' | ') || 'none.';
}
