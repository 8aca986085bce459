import { createHmac } from 'node:crypto';

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
    return hkdf(this.#secret, label);
  }
}

const NO_SALT = new Uint8Array(32);
/** RFC 5869, section 2.3: T(1) is HMAC of the info and this octet. */
const FIRST = new Uint8Array([1]);

/** HKDF-SHA-256 (RFC 5869) without salt, for one block: a third of what `hkdfSync` costs, which counts where many keys are opened. */
function hkdf(secret: Uint8Array, info: string): Uint8Array {
  const extracted = createHmac('sha256', NO_SALT).update(secret).digest();
  return createHmac('sha256', extracted).update(info).update(FIRST).digest();
}
