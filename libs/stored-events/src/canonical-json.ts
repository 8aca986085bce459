/**
 * The canonical JSON text of a value (RFC 8785): no spaces, members sorted by UTF-16 code units, numbers and
 * strings as ECMAScript writes them. Throws a TypeError for what JSON has no form for: undefined, a bigint,
 * a number that is not finite, half a surrogate pair.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (typeof value === 'string' && value.isWellFormed()) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && isPlain(value)) {
    const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([name, of]) => `${canonicalJson(name)}:${canonicalJson(of)}`).join(',')}}`;
  }
  throw new TypeError(`a ${typeof value} of this kind has no canonical JSON form`);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
