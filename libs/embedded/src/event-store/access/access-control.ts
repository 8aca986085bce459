import type { Metadata } from '@grpc/grpc-js';
import type { StreamStates } from '../storage/stream-states.js';
import { isMetastream } from '../storage/stream-states.js';
import type { Account } from './accounts.js';
import { Authentication } from './authentication.js';
import { rolesFor } from './stream-acl.js';
import type { AclAction } from './stream-acl.js';

/** Whether the caller of one call may do this to a stream; `$all` is a stream here. */
export type Permission = (action: 'read' | 'write' | 'delete', stream: string) => boolean;

/** Tells, from the headers of a call, what its caller may do. Throws when the credentials are wrong. */
export type AccessControl = (headers: Metadata) => Permission;

/** Everybody may do everything, whatever credentials they send. */
export const openToAll: AccessControl = () => () => true;

const ADMINS = '$admins';
const EVERYONE = '$all';

/**
 * The rules of a server with security on: administrators may do everything but write to `$all`; others what the
 * stream's `$acl` says, else the defaults; and who sends no credentials may do nothing to streams.
 */
export function accessByAcl(accounts: readonly Account[], states: StreamStates): AccessControl {
  const authentication = new Authentication(accounts);
  return (headers) => {
    const [authorization] = headers.get('authorization');
    const principal = authentication.principalOf(authorization?.toString());
    return (action, stream) => {
      if (principal === undefined) return false;
      if (stream === '$all' && action !== 'read') return false;
      const asked = aclAction(action, stream);
      if (asked === undefined) return false;
      if (principal.has(ADMINS)) return true;
      const roles = rolesFor(asked, isMetastream(stream) ? stream.slice(2) : stream, states);
      return roles.some((role) => role === EVERYONE || principal.has(role));
    };
  };
}

/** A metadata stream follows the `$acl` of its stream, and cannot be deleted by itself. */
function aclAction(action: 'read' | 'write' | 'delete', stream: string): AclAction | undefined {
  if (!isMetastream(stream)) return action;
  if (action === 'delete') return undefined;
  return action === 'read' ? 'readMetadata' : 'writeMetadata';
}
