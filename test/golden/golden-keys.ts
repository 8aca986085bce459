import { hkdfSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Keys } from '#libs/stored-events/src/keys.js';
import { SubjectKey } from '#libs/stored-events/src/subject-key.js';
import { goldenFolder } from './golden-file.js';

/** The keys of the golden files: each subject's is derived from the one fixed test key beside them. */
export function goldenKeys(): Keys {
  const secret = Buffer.from(readFileSync(join(goldenFolder, 'test-key.hex'), 'utf8').trim(), 'hex');
  const keyOf = async (subject: string) =>
    new SubjectKey(new Uint8Array(hkdfSync('sha256', secret, '', subject, 32)));
  return {
    keyFor: keyOf,
    find: keyOf,
    findAll: async (subjects) =>
      new Map(await Promise.all([...subjects].map(async (each) => [each, await keyOf(each)] as const))),
    erase: () => Promise.reject(new Error('The keys of the golden files are fixed.')),
    close: () => Promise.resolve(),
  };
}
