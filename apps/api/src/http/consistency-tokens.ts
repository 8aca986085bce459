import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { invalidInput } from './problems.js';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const TOKEN_BYTES = NONCE_BYTES + 8 + TAG_BYTES;

/** Positions of the log as sealed tokens, all of one length: nobody can count events by them. */
export class ConsistencyTokens {
  /** `key`: 32 bytes, the same for every api process of one installation. */
  constructor(private readonly key: Uint8Array) {}

  seal(position: bigint): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce);
    const plain = Buffer.alloc(8);
    plain.writeBigUInt64BE(position);
    return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString(
      'base64url',
    );
  }

  /** Throws a Problem, which names the parameter of a query or else the header, for a text that is none of ours. */
  open(token: string, parameter?: string): bigint {
    const bytes = Buffer.from(token, 'base64url');
    try {
      if (bytes.length !== TOKEN_BYTES) throw new RangeError('length');
      const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, NONCE_BYTES));
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      const plain = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
      return Buffer.concat([plain, decipher.final()]).readBigUInt64BE();
    } catch {
      throw invalidInput({
        ...(parameter === undefined ? { header: 'Homeward-Consistency-Token' } : { parameter }),
        rule: 'The token is one that was answered here.',
        remedy: 'Send it as it was answered, or leave it out.',
      });
    }
  }
}
