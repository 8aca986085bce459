import { stat } from 'node:fs/promises';

/** The user that PostgreSQL's programs run as; empty means: the user of this process. */
export type Account = { uid: number; gid: number } | Record<string, never>;

const NOBODY = 65534;

/**
 * PostgreSQL refuses to run as root. Started by root, its programs run as the owner of the data folder, or as `nobody` if there is no such
 * folder yet; that user must own the folder and be able to enter every folder above it and above the programs.
 */
export async function accountFor(dataDir: string): Promise<Account> {
  if (process.getuid?.() !== 0) return {};
  const owner = await stat(dataDir).catch(() => undefined);
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : { uid: NOBODY, gid: NOBODY };
}
