/** JSON to be read by programs and people: positions of the log are texts, for a number of JSON may lose digits. */
export function asJson(value: unknown): string {
  return `${JSON.stringify(value, (_name, each: unknown) => (typeof each === 'bigint' ? String(each) : each), 2)}\n`;
}
