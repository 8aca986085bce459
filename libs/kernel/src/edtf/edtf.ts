import { readEdtf } from './syntax.js';

/**
 * An uncertain date: a text of the Extended Date/Time Format (Library of Congress specification of 4 February
 * 2019, ISO 8601-2), levels 0 and 1 and the parts of level 2 that a case file needs. The text itself is what is
 * stored and sent.
 */
export type Edtf = string & { readonly __brand: 'Edtf' };

export type ParsedEdtf = { ok: true; edtf: Edtf } | { ok: false; why: string };

/**
 * Accepts or refuses a text. `why` names the rule that the text breaks and the remedy, and never repeats the text.
 * A wholly unknown date is `XXXX`: level 1 leaves only the last two digits of a year open, level 2 any digit.
 */
export function parseEdtf(text: string): ParsedEdtf {
  const read = readEdtf(text);
  return 'why' in read ? { ok: false, why: read.why } : { ok: true, edtf: text as Edtf };
}

/** The same for tests and constants: throws a RangeError that says why. */
export function edtf(text: string): Edtf {
  const parsed = parseEdtf(text);
  if (!parsed.ok) throw new RangeError(parsed.why);
  return parsed.edtf;
}
