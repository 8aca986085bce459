import type { IncomingHttpHeaders } from 'node:http';
import { invalidInput, noIfMatch } from './problems.js';

const KEY = /^[\x21-\x7e]{1,200}$/;
const REVISION = /^"(0|[1-9]\d{0,14})"$/;

export function idempotencyKey(headers: IncomingHttpHeaders): string {
  const key = headers['idempotency-key'];
  if (typeof key === 'string' && KEY.test(key)) return key;
  throw invalidInput({
    header: 'Idempotency-Key',
    rule: 'A command has a key of 1 to 200 printable ASCII characters, without spaces.',
    remedy:
      'Make a new key for each new command, a UUID for example, and send it again only with the same command.',
  });
}

/** The revision in If-Match (RFC 9110, section 13.1.1): one strong entity tag, as ETag gave it. */
export function expectedRevision(headers: IncomingHttpHeaders): number {
  const tag = headers['if-match'];
  if (tag === undefined) throw noIfMatch();
  const [, revision] = REVISION.exec(tag) ?? [];
  if (revision !== undefined) return Number(revision);
  throw invalidInput({
    header: 'If-Match',
    rule: 'If-Match names one revision, in quotes, as the ETag of the last read gave it.',
    remedy: 'Send it as If-Match: "3". A wildcard, a weak tag or a list is not taken.',
  });
}
