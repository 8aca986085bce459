import { isUuid, type ExchangeId } from '#libs/kernel/src/ids.js';
import { Fault } from './errors.js';

/** Who did it: the person or reaction, in which role. */
export interface Actor {
  readonly id: string;
  readonly role: string;
}

/** The line of an intake that an event was recorded by: what it touched can be listed from the log. */
export interface IntakeLine {
  readonly intake: string;
  /** The caller's name for the line, which stands in plain in the log for ever: never anything of the person. */
  readonly ref: string;
}

/** What the caller says of an event; the codec adds the schema. */
export interface Circumstances {
  readonly actor: Actor;
  readonly commandId: string;
  /** `commandDigest` of the command that led to the event. */
  readonly digest: string;
  readonly $correlationId: string;
  readonly $causationId: string;
  readonly line?: IntakeLine;
  /** The exchanges without whose entries in the stream its rule would have decided otherwise: the event tells of them. */
  readonly reveals?: readonly ExchangeId[];
}

/** What is stored beside the data, as JSON under these names. */
export interface Metadata extends Circumstances {
  readonly schema: number;
}

const NAMES = ['schema', 'actor', 'commandId', 'digest', '$correlationId', '$causationId', 'line', 'reveals'];

/** Checks that a parsed value is metadata. Throws a Fault that names the field. */
export function asMetadata(value: unknown): Metadata {
  const metadata = members(value, 'metadata', NAMES);
  const schema = metadata['schema'];
  if (!Number.isSafeInteger(schema) || Number(schema) < 1) {
    throw new Fault('metadata.schema', 'must be a whole number from 1 on');
  }
  for (const name of ['commandId', 'digest', '$correlationId', '$causationId']) {
    mustBeFilled(metadata[name], `metadata.${name}`);
  }
  const actor = members(metadata['actor'], 'metadata.actor', ['id', 'role']);
  mustBeFilled(actor['id'], 'metadata.actor.id');
  mustBeFilled(actor['role'], 'metadata.actor.role');
  if (metadata['line'] !== undefined) {
    const line = members(metadata['line'], 'metadata.line', ['intake', 'ref']);
    mustBeFilled(line['intake'], 'metadata.line.intake');
    mustBeFilled(line['ref'], 'metadata.line.ref');
  }
  const reveals = metadata['reveals'] ?? [];
  if (!Array.isArray(reveals) || !reveals.every(isId))
    throw new Fault('metadata.reveals', 'must be a list of ids');
  return value as Metadata;
}

const isId = (value: unknown): boolean => typeof value === 'string' && isUuid(value);

function mustBeFilled(value: unknown, path: string): void {
  if (typeof value !== 'string' || value === '') throw new Fault(path, 'must be a text that is not empty');
}

function members(value: unknown, path: string, names: readonly string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new Fault(path, 'must be an object');
  const unknownName = Object.keys(value).find((name) => !names.includes(name));
  if (unknownName !== undefined) throw new Fault(`${path}.${unknownName}`, 'is not known');
  return value as Record<string, unknown>;
}
