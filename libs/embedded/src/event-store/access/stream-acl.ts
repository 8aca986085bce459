import { parseObject } from '../storage/stream-metadata.js';
import type { StreamStates } from '../storage/stream-states.js';

export type AclAction = 'read' | 'write' | 'delete' | 'readMetadata' | 'writeMetadata';

const KEYS: Record<AclAction, string> = {
  read: '$r',
  write: '$w',
  delete: '$d',
  readMetadata: '$mr',
  writeMetadata: '$mw',
};

/** Where the defaults may be changed, in the last event of this stream. */
const SETTINGS = '$settings';

/**
 * The users and groups that may do this: by the stream's own `$acl`, else by the defaults in `$settings`, else
 * everyone for ordinary streams and administrators for those whose names start with `$`.
 */
export function rolesFor(action: AclAction, stream: string, states: StreamStates): readonly string[] {
  const isSystem = stream.startsWith('$');
  const key = KEYS[action];
  const own = states.rawMetadataOf(stream);
  const defaults = states.lastDataOf(SETTINGS);
  return (
    rolesIn(own && parseObject(own)?.['$acl'], key) ??
    rolesIn(defaults && parseObject(defaults)?.[isSystem ? '$systemStreamAcl' : '$userStreamAcl'], key) ?? [
      isSystem ? '$admins' : '$all',
    ]
  );
}

function rolesIn(acl: unknown, key: string): string[] | undefined {
  if (typeof acl !== 'object' || acl === null) return undefined;
  const roles: unknown = Object.entries(acl).find(([name]) => name === key)?.[1];
  if (typeof roles === 'string') return [roles];
  if (!Array.isArray(roles)) return undefined;
  return roles.filter((role) => typeof role === 'string');
}
