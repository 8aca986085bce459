import type { Answer } from '#test/support/http-client.js';

/** What was told at some point: each number or word under the place where it stands. */
export type Told = ReadonlyMap<string, string>;

/** What is drawn by lot, and by another in each world; and instants, in which no two worlds are alike. */
const NOT_TOLD = new Set(['instance', 'event_id', 'posting', 'consistencyToken']);
const SEALED = /^[\w-]{48,}$/;
const INSTANT = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d:.]*( UTC|Z)/g;
const HEADERS = ['etag', 'location', 'retry-after', 'www-authenticate', 'allow', 'content-type'];

/** Everything that an answer tells, but for times. */
export function toldBy({ status, headers, text }: Answer): Map<string, string> {
  const told = new Map([['status', String(status)]]);
  for (const name of HEADERS) {
    const value = headers.get(name);
    if (value !== null) told.set(`header ${name}`, value);
  }
  const lines = inNoOrder(text.split('\n').filter((line) => line !== ''));
  lines.forEach((line, at) => addAll(told, lines.length === 1 ? '' : `/line ${at}`, parsed(line)));
  return told;
}

/** The lines of a list are taken side by side: which comes first is chance, in any world. */
const inNoOrder = <T>(lines: readonly T[]): T[] =>
  [...lines].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
const isLine = (value: unknown): boolean => typeof value === 'object' && value !== null && 'ref' in value;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

export function addAll(told: Map<string, string>, place: string, value: unknown): void {
  if (Array.isArray(value)) told.set(`${place}/length`, String(value.length));
  if (typeof value !== 'object' || value === null)
    told.set(place, String(value).replaceAll(INSTANT, 'then').replace(SEALED, 'sealed'));
  else
    for (const [name, each] of Object.entries(
      Array.isArray(value) && value.every(isLine) ? inNoOrder(value) : value,
    ))
      if (!NOT_TOLD.has(name)) addAll(told, `${place}/${name}`, each);
}
