import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  exportJWK,
  generateKeyPair,
  SignJWT,
  type CryptoKey,
  type JSONWebKeySet,
  type JWTPayload,
} from 'jose';
import { TokenRefused, TokenVerifier } from './token-verifier.js';

const STAFF = '11111111-1111-4111-8111-111111111111';
const OFFICE = '0ff1ce00-0000-4000-8000-000000000001';
const RULES = { issuer: 'https://id.example.org', audience: 'homeward' };
const NOW = new Date('2025-06-14T12:00:00Z');
const at = (date: Date) => Math.floor(date.getTime() / 1_000);

describe('A token', () => {
  let key: CryptoKey;
  let keys: JSONWebKeySet;
  beforeAll(async () => {
    const pair = await generateKeyPair('EdDSA', { extractable: true });
    key = pair.privateKey;
    keys = { keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k', alg: 'EdDSA' }] };
  });

  const verifier = (now: () => Date = () => NOW) => new TokenVerifier({ ...RULES, keys, now });
  const sign = ({
    claims = {},
    header = {},
    by = key,
  }: { claims?: JWTPayload; header?: object; by?: CryptoKey | Uint8Array } = {}) =>
    new SignJWT({
      sub: STAFF,
      role: 'caseworker',
      iss: RULES.issuer,
      aud: RULES.audience,
      exp: at(NOW) + 60,
      ...claims,
    })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: 'k', ...header })
      .sign(by);

  it('names its caller', async () => {
    expect(await verifier().verify(await sign())).toEqual({
      id: STAFF,
      role: 'caseworker',
      office: null,
      expiresAt: new Date(NOW.getTime() + 60_000),
    });
  });

  it('names the office that its caller works for', async () => {
    const token = await sign({ claims: { office: OFFICE } });
    expect(await verifier().verify(token)).toMatchObject({ id: STAFF, office: OFFICE });
  });

  it.each<[string, () => Promise<string>, string]>([
    ['that has expired', () => sign({ claims: { exp: at(NOW) - 1 } }), 'expired'],
    ['without an end', () => sign({ claims: { exp: undefined } as unknown as JWTPayload }), 'not-valid'],
    ['that is not valid yet', () => sign({ claims: { nbf: at(NOW) + 30 } }), 'not-valid'],
    ['of another issuer', () => sign({ claims: { iss: 'https://evil.example.org' } }), 'not-valid'],
    ['for another audience', () => sign({ claims: { aud: 'payroll' } }), 'not-valid'],
    ['of another type', () => sign({ header: { typ: 'JWT' } }), 'not-valid'],
    ['with a role that is not known', () => sign({ claims: { role: 'admin' } }), 'not-valid'],
    ['for someone whose id is no UUID', () => sign({ claims: { sub: 'root' } }), 'not-valid'],
    ['for an office whose id is no UUID', () => sign({ claims: { office: 'kyiv' } }), 'not-valid'],
    ['for an office that is no text', () => sign({ claims: { office: [OFFICE] } }), 'not-valid'],
    [
      'signed with another key',
      async () => sign({ by: (await generateKeyPair('EdDSA')).privateKey }),
      'not-valid',
    ],
    [
      'signed with the public key as a secret',
      () => sign({ header: { alg: 'HS256' }, by: new TextEncoder().encode(JSON.stringify(keys.keys[0])) }),
      'not-valid',
    ],
    [
      'without a signature',
      async () => {
        const [, payload] = (await sign()).split('.');
        return `${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')}.${payload}.`;
      },
      'not-valid',
    ],
    [
      'whose claims were changed',
      async () => {
        const [header, , signature] = (await sign()).split('.');
        const [, payload] = (await sign({ claims: { role: 'negotiator' } })).split('.');
        return `${header}.${payload}.${signature}`;
      },
      'not-valid',
    ],
    ['that is no token', () => Promise.resolve('a.b.c'), 'not-valid'],
  ])('%s is refused', async (_, make, fault) => {
    const refused: unknown = await verifier()
      .verify(await make())
      .then(
        () => 'accepted',
        (error: unknown) => error,
      );
    expect(refused).toBeInstanceOf(TokenRefused);
    expect(refused).toMatchObject({ fault });
  });

  it('that was verified before is refused once it has expired', async () => {
    let now = NOW;
    const verifying = verifier(() => now);
    const token = await sign({ claims: { exp: at(NOW) + 30 } });
    await verifying.verify(token);
    now = new Date(NOW.getTime() + 29_000);
    await verifying.verify(token);
    now = new Date(NOW.getTime() + 31_000);
    await expect(verifying.verify(token)).rejects.toMatchObject({ fault: 'expired' });
  });
});
