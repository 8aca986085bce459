import { Fault } from './errors.js';

const utf8 = new TextDecoder('utf-8', { fatal: true });

export const bytesOf = (value: object): Buffer => Buffer.from(JSON.stringify(value));

/** The JSON object in these bytes. Throws a Fault without the parser's own message, which would quote the text. */
export function objectIn(bytes: Uint8Array, path: string): Record<string, unknown> {
  const parsed = parse(bytes);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new Fault(path, 'must be a JSON object in UTF-8');
  }
  return parsed as Record<string, unknown>;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    return undefined;
  }
}
