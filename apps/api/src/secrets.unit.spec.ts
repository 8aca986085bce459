import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openLocalIssuer } from '#libs/access/src/local-issuer.js';
import { TokenVerifier } from '#libs/access/src/token-verifier.js';
import { readConsistencyKey, readTokenKeys } from './secrets.js';

const STAFF = '11111111-1111-4111-8111-111111111111';
const TOKEN = { issuer: 'https://id.example.org', audience: 'homeward' };

describe('The files that the api reads', () => {
  let folder: string;
  beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'homeward-secrets-'))));
  afterAll(() => rm(folder, { recursive: true }));

  const file = async (name: string, content: string): Promise<string> => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };

  it('hold the public key of a local issuer, who keeps the private one to this user', async () => {
    const place = { ...TOKEN, privateKeyFile: join(folder, 'private'), jwksFile: join(folder, 'jwks') };
    const token = await (await openLocalIssuer(place)).mintToken(STAFF, 'auditor');
    const again = await (await openLocalIssuer(place)).mintToken(STAFF, 'auditor');
    const verifier = new TokenVerifier({ ...TOKEN, keys: await readTokenKeys(place.jwksFile) });
    expect(await verifier.verify(token)).toMatchObject({ id: STAFF, role: 'auditor' });
    expect(await verifier.verify(again)).toMatchObject({ id: STAFF });
    expect((await stat(place.privateKeyFile)).mode & 0o777).toBe(0o600);
    await expect(readTokenKeys(place.privateKeyFile)).rejects.toThrow('is not a JWKS');
  });

  it('are named, with what to do, when they are not what they should be', async () => {
    await expect(readTokenKeys(join(folder, 'none'))).rejects.toThrow(
      /^TOKEN_KEYS: .* cannot be read \(ENOENT\)/,
    );
    await expect(readTokenKeys(await file('a', '{"keys":[]}'))).rejects.toThrow('is not a JWKS');
    await expect(readTokenKeys(await file('b', 'hush'))).rejects.toThrow(/^(?!.*hush)/);
    await expect(readTokenKeys(await file('c', '{"keys":[{"kty":"OKP","d":"x"}]}'))).rejects.toThrow(
      'private keys',
    );
    await expect(readConsistencyKey(await file('d', 'c2hvcnQ='))).rejects.toThrow('32 bytes in base64');
  });
});
