import type { IncomingHttpHeaders } from 'node:http';
import { invalidInput } from './problems.js';

const LONGEST = 500;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Why something is read, as the header says it: UTF-8, as it is or percent-encoded (RFC 3986, section 2.1). Undefined without one. */
export function reasonIn({ 'homeward-reason': header }: IncomingHttpHeaders): string | undefined {
  if (header === undefined) return undefined;
  const reason = decoded(String(header))?.trim();
  if (reason !== undefined && reason !== '' && reason.length <= LONGEST && !/\p{Cc}/u.test(reason))
    return reason;
  throw invalidInput({
    header: 'Homeward-Reason',
    rule: `A reason is a text of at most ${LONGEST} characters in UTF-8, as it is or percent-encoded.`,
    remedy: 'Write a few words, with % as %25; what is not ASCII may be percent-encoded.',
  });
}

/** Node hands a header on as one character for each byte. */
function decoded(header: string): string | undefined {
  try {
    return decodeURIComponent(utf8.decode(Buffer.from(header, 'latin1')));
  } catch {
    return undefined;
  }
}
