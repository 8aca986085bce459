import { hkdfSync } from 'node:crypto';

export const KEY_BYTES = 32;

/** The 256-bit secret of one subject. It is never used itself: each use has a key derived from it (RFC 5869). */
export class SubjectKey {
  readonly #secret: Uint8Array;
  #encryption: Uint8Array | undefined;
  #digest: Uint8Array | undefined;

  constructor(secret: Uint8Array) {
    if (secret.length !== KEY_BYTES) throw new RangeError(`a subject's key has ${KEY_BYTES} bytes`);
    this.#secret = secret;
  }

  get encryption(): Uint8Array {
    return (this.#encryption ??= this.#derive('homeward/encryption/1'));
  }

  get digest(): Uint8Array {
    return (this.#digest ??= this.#derive('homeward/digest/1'));
  }

  #derive(label: string): Uint8Array {
    return new Uint8Array(hkdfSync('sha256', this.#secret, '', label, KEY_BYTES));
  }
}
