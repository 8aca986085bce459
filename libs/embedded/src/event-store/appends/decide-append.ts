import type { ExpectedRevision } from '../wire/append-requests.js';

/** What a decision needs to know of a stream, appends of the same commit included. */
export interface StreamView {
  /** The last revision ever written, also before a soft delete; -1 if none. */
  readonly last: number;
  readonly tombstoned: boolean;
  readonly softDeleted: boolean;
  readonly hasMetadata: boolean;
  revisionOfId(id: Buffer): number | undefined;
  idAt(revision: number): Buffer | undefined;
}

export type Decision =
  | { readonly kind: 'write' }
  | { readonly kind: 'repeat'; readonly lastRevision: number }
  | { readonly kind: 'wrong-revision'; readonly current: number }
  | { readonly kind: 'stream-deleted' };

/**
 * Whether an append to a stream is written, is a repeat of what already stands there, or is refused, by the
 * rules that a real server was seen to follow (it compares event ids, never contents).
 */
export function decideAppend(view: StreamView, expected: ExpectedRevision, ids: readonly Buffer[]): Decision {
  if (view.tombstoned) return { kind: 'stream-deleted' };
  const wrong: Decision = { kind: 'wrong-revision', current: view.last };
  if (expected === 'stream_exists') {
    if (view.softDeleted) return { kind: 'stream-deleted' };
    if (view.last < 0 && !view.hasMetadata) return wrong;
  }
  if (expected === 'any' || expected === 'stream_exists') return decideUnversioned(view, ids, wrong);
  const revision = expected === 'no_stream' ? -1 : expected;
  if (revision === view.last) return { kind: 'write' };
  if (revision > view.last || ids.length === 0) return wrong;
  const standing = ids.findIndex((id, index) => !view.idAt(revision + 1 + index)?.equals(id));
  if (standing === -1) return { kind: 'repeat', lastRevision: revision + ids.length };
  if (standing === 0 && expected === 'no_stream' && view.softDeleted) return { kind: 'write' };
  return wrong;
}

/** Known ids first and unknown after them is a contradiction; unknown first means that all is new. */
function decideUnversioned(view: StreamView, ids: readonly Buffer[], wrong: Decision): Decision {
  let lastRevision: number | undefined;
  for (const id of ids) {
    const revision = view.revisionOfId(id);
    if (revision === undefined) return lastRevision === undefined ? { kind: 'write' } : wrong;
    lastRevision = revision;
  }
  return lastRevision === undefined ? { kind: 'write' } : { kind: 'repeat', lastRevision };
}
