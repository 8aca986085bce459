/** An uncertain date in the EDTF subset of this system. The text itself is what is stored and sent. */
export type Edtf = string & { readonly __brand: 'Edtf' };

export type ParsedEdtf = { ok: true; edtf: Edtf } | { ok: false; why: string };

/** Accepts or refuses a text; `why` names the rule that it breaks and the remedy, never the text itself. */
export function parseEdtf(text: string): ParsedEdtf {
  return text
    ? { ok: true, edtf: text as Edtf }
    : { ok: false, why: 'A date is needed, for example 2025-06-14.' };
}

/** The same for tests and constants: throws a RangeError that says why. */
export function edtf(text: string): Edtf {
  const parsed = parseEdtf(text);
  if (!parsed.ok) throw new RangeError(parsed.why);
  return parsed.edtf;
}
