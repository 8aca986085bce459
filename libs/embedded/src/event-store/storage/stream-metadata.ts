/** What a stream's metadata says about which of its events can be read. `maxAge`: seconds. */
export interface StreamMetadata {
  readonly maxCount?: number;
  readonly maxAge?: number;
  readonly truncateBefore?: number;
}

/** `$tb` of a soft-deleted stream, 2^63 - 1 as it stands in the JSON. */
const DELETED_JSON = '9223372036854775807';

/** The metadata event that a soft delete writes: it replaces all that stood there. */
export const softDeleteMetadata = Buffer.from(`{"$tb":${DELETED_JSON}}`);

/** Whether the metadata hide every event the stream ever had. */
export function isSoftDeleted(metadata: StreamMetadata): boolean {
  return (metadata.truncateBefore ?? 0) > Number.MAX_SAFE_INTEGER;
}

/** Reads stored metadata; what is not usable (no JSON, wrong types) has no effect. */
export function parseMetadata(data: Buffer): StreamMetadata {
  const json = parseObject(data);
  const maxCount = positiveInteger(json?.['$maxCount']);
  const maxAge = positiveInteger(json?.['$maxAge']);
  const truncateBefore = positiveInteger(json?.['$tb']);
  return {
    ...(maxCount === undefined ? {} : { maxCount }),
    ...(maxAge === undefined ? {} : { maxAge }),
    ...(truncateBefore === undefined ? {} : { truncateBefore }),
  };
}

/** The stored metadata with `$tb` moved: what the server writes when a soft-deleted stream comes back. */
export function withTruncateBefore(data: Buffer, revision: number): Buffer | undefined {
  const json = parseObject(data);
  return json && Buffer.from(JSON.stringify({ ...json, $tb: revision }));
}

/** How deep metadata may nest: what is deeper could not be written again without overflowing the stack. */
const MAX_DEPTH = 500;

/** JSON data as an object; undefined if it is something else. */
export function parseObject(data: Buffer): Record<string, unknown> | undefined {
  if (isTooDeep(data)) return undefined;
  try {
    const json: unknown = JSON.parse(data.toString('utf8'));
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? { ...json } : undefined;
  } catch {
    return undefined;
  }
}

function positiveInteger(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined;
}

function isTooDeep(json: Buffer): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < json.length; at += 1) {
    const letter = json[at];
    if (letter === 0x22) inString = !inString;
    else if (inString) at += letter === 0x5c ? 1 : 0;
    else if (letter === 0x7b || letter === 0x5b) depth += 1;
    else if (letter === 0x7d || letter === 0x5d) depth -= 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}
