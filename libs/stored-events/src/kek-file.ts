/** Makes a file (mode 0600) with a fresh key-encryption key. Throws if the file exists: it is never replaced. */
export async function createKek(_file: string): Promise<void> {
  throw new Error('not built');
}
