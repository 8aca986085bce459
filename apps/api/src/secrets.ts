import { readFile } from 'node:fs/promises';
import type { JSONWebKeySet } from 'jose';

/** The public keys in a JWKS file. Throws an Error that says what is wrong with the file. */
export async function readTokenKeys(file: string): Promise<JSONWebKeySet> {
  const parsed = parse(await textOf('TOKEN_KEYS', file));
  const keys = (parsed as { keys?: unknown } | undefined)?.keys;
  if (Array.isArray(keys) && keys.length > 0 && keys.every(isPublic)) return { keys };
  throw new Error(
    `TOKEN_KEYS: ${file} is not a JWKS with one public key or more. Write {"keys":[...]}, without private keys.`,
  );
}

/** The key of consistency tokens, the same for every api process. Throws an Error that says what is wrong with the file. */
export async function readConsistencyKey(file: string): Promise<Uint8Array> {
  const key = Buffer.from((await textOf('CONSISTENCY_KEY_FILE', file)).trim(), 'base64');
  if (key.length === 32) return key;
  throw new Error(
    `CONSISTENCY_KEY_FILE: ${file} does not hold 32 bytes in base64. Make one: openssl rand -base64 32`,
  );
}

async function textOf(setting: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(
      `${setting}: ${file} cannot be read (${code ?? 'unknown error'}). Check the path and its rights.`,
    );
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isPublic = (key: unknown): boolean =>
  typeof key === 'object' && key !== null && 'kty' in key && !('d' in key);
