import { describe, expect, it } from '@jest/globals';
import { createHmac, hkdfSync } from 'node:crypto';
import { canonicalJson } from './canonical-json.js';
import { commandDigest } from './digest.js';
import { SubjectKey } from './subject-key.js';

const secret = Buffer.alloc(32, 7);
const command = canonicalJson({ surname: 'Moroz', place: 'Vesele' });

describe('the digest of a command', () => {
  it('is an HMAC-SHA-256 under a key derived for digests alone', () => {
    const derived = Buffer.from(hkdfSync('sha256', secret, '', 'homeward/digest/1', 32));
    const digest = commandDigest(new SubjectKey(secret), command);
    expect(digest).toBe(createHmac('sha256', derived).update(command).digest('hex'));
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
  });

  it('differs between commands, and between subjects for the same command', () => {
    const [one, other] = [new SubjectKey(secret), new SubjectKey(Buffer.alloc(32, 8))];
    const digests = [
      commandDigest(one, command),
      commandDigest(one, `${command} `),
      commandDigest(other, command),
    ];
    expect(new Set(digests).size).toBe(3);
  });

  it('never uses one key for two purposes, nor the secret itself', () => {
    const key = new SubjectKey(secret);
    const used = [secret, key.encryption, key.digest].map((bytes) => Buffer.from(bytes).toString('hex'));
    expect(new Set(used).size).toBe(3);
  });

  it('needs a secret of 256 bits', () => {
    expect(() => new SubjectKey(secret.subarray(1))).toThrow(RangeError);
  });
});
