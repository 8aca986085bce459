import { createHmac } from 'node:crypto';
import type { SubjectKey } from './subject-key.js';

/**
 * HMAC-SHA-256 of a command's canonical JSON (see canonical-json.ts), as 64 hexadecimal digits. It proves
 * that two commands are the same without keeping either; once the subject's key is erased it says nothing.
 */
export function commandDigest(key: SubjectKey, canonical: string | Uint8Array): string {
  return createHmac('sha256', key.digest).update(canonical).digest('hex');
}
