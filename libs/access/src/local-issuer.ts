import { readFile, writeFile } from 'node:fs/promises';
import { exportJWK, generateKeyPair, importJWK, SignJWT, type CryptoKey, type JWK } from 'jose';
import type { Role } from './roles.js';
import { TOKEN_ALGORITHM, TOKEN_TYPE } from './token-verifier.js';

const KEY_ID = 'local';

export interface LocalIssuerPlace {
  /** The private key: this user's alone (0600). The api never reads it. */
  readonly privateKeyFile: string;
  /** The public key as a JWKS, which the api verifies with. */
  readonly jwksFile: string;
  readonly issuer: string;
  readonly audience: string;
}

/** Issues tokens on this machine, for the standalone mode and for tests; an office has an issuer of its own. */
export class LocalIssuer {
  constructor(
    private readonly key: CryptoKey,
    private readonly place: LocalIssuerPlace,
  ) {}

  /** A token for a member of staff in a role, of an office if one is named, valid from now on for so many seconds. */
  mintToken(
    staff: string,
    role: Role,
    { office, seconds = 8 * 3_600 }: { readonly office?: string; readonly seconds?: number } = {},
  ): Promise<string> {
    return new SignJWT(office === undefined ? { role } : { role, office })
      .setProtectedHeader({ alg: TOKEN_ALGORITHM, typ: TOKEN_TYPE, kid: KEY_ID })
      .setSubject(staff)
      .setIssuer(this.place.issuer)
      .setAudience(this.place.audience)
      .setIssuedAt()
      .setExpirationTime(Math.floor(Date.now() / 1_000) + seconds)
      .sign(this.key);
  }
}

/** Opens the issuer, making its key pair if there is none yet. */
export async function openLocalIssuer(place: LocalIssuerPlace): Promise<LocalIssuer> {
  const jwk = (await storedKey(place.privateKeyFile)) ?? (await newKey(place));
  const key = await importJWK(jwk, TOKEN_ALGORITHM);
  if (key instanceof Uint8Array) throw new Error(`${place.privateKeyFile} does not hold a private key.`);
  return new LocalIssuer(key, place);
}

async function storedKey(file: string): Promise<JWK | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as JWK;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Error(
      `The token key file ${file} cannot be read. Restore it, or delete it to have a new key made.`,
    );
  }
}

async function newKey({ privateKeyFile, jwksFile }: LocalIssuerPlace): Promise<JWK> {
  const { publicKey, privateKey } = await generateKeyPair(TOKEN_ALGORITHM, { extractable: true });
  const shown = { ...(await exportJWK(publicKey)), kid: KEY_ID, alg: TOKEN_ALGORITHM, use: 'sig' };
  const secret = await exportJWK(privateKey);
  await writeFile(jwksFile, `${JSON.stringify({ keys: [shown] }, null, 2)}\n`);
  await writeFile(privateKeyFile, JSON.stringify(secret), { mode: 0o600 });
  return secret;
}
