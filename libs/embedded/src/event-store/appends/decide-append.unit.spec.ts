import { describe, expect, it } from '@jest/globals';
import { decideAppend } from './decide-append.js';
import type { StreamView } from './decide-append.js';

const id = (n: number): Buffer => Buffer.alloc(16, n);

/** A stream that holds the events with these ids, from revision 0 on. */
function streamOf(ids: readonly number[], state: Partial<StreamView> = {}): StreamView {
  return {
    last: ids.length - 1,
    tombstoned: false,
    softDeleted: false,
    hasMetadata: false,
    revisionOfId: (wanted) => {
      const revision = ids.findLastIndex((n) => id(n).equals(wanted));
      return revision === -1 ? undefined : revision;
    },
    idAt: (revision) => {
      const found = ids[revision];
      return found === undefined ? undefined : id(found);
    },
    ...state,
  };
}

describe('An append', () => {
  it('is written at any revision that holds', () => {
    expect(decideAppend(streamOf([]), 'no_stream', [id(9)])).toEqual({ kind: 'write' });
    expect(decideAppend(streamOf([1, 2]), 1, [id(9)])).toEqual({ kind: 'write' });
    expect(decideAppend(streamOf([1]), 'stream_exists', [id(9)])).toEqual({ kind: 'write' });
    expect(decideAppend(streamOf([]), 'any', [id(9)])).toEqual({ kind: 'write' });
  });

  it('is refused at a revision that does not, with the actual one', () => {
    expect(decideAppend(streamOf([1, 2]), 'no_stream', [id(9)])).toEqual({
      kind: 'wrong-revision',
      current: 1,
    });
    expect(decideAppend(streamOf([1, 2]), 0, [id(9)])).toEqual({ kind: 'wrong-revision', current: 1 });
    expect(decideAppend(streamOf([1, 2]), 2, [id(9)])).toEqual({ kind: 'wrong-revision', current: 1 });
    expect(decideAppend(streamOf([]), 'stream_exists', [id(9)])).toEqual({
      kind: 'wrong-revision',
      current: -1,
    });
  });

  it('counts a stream that has metadata only as existing', () => {
    expect(decideAppend(streamOf([], { hasMetadata: true }), 'stream_exists', [id(9)])).toEqual({
      kind: 'write',
    });
  });

  it('never goes into a tombstoned stream, not even as a repeat', () => {
    const stream = streamOf([1], { tombstoned: true });
    for (const expected of ['any', 'no_stream', 'stream_exists', -1, 0] as const) {
      expect(decideAppend(stream, expected, [id(1)])).toEqual({ kind: 'stream-deleted' });
    }
  });

  it('revives a soft-deleted stream, except at stream_exists', () => {
    const stream = streamOf([1, 2], { softDeleted: true });
    for (const expected of ['any', 'no_stream', 1] as const) {
      expect(decideAppend(stream, expected, [id(9)])).toEqual({ kind: 'write' });
    }
    expect(decideAppend(stream, 'stream_exists', [id(9)])).toEqual({ kind: 'stream-deleted' });
    expect(decideAppend(stream, 0, [id(9)])).toEqual({ kind: 'wrong-revision', current: 1 });
  });

  it('is a repeat when the same ids stand at the same revisions', () => {
    const stream = streamOf([1, 2, 3]);
    expect(decideAppend(stream, 'no_stream', [id(1), id(2)])).toEqual({ kind: 'repeat', lastRevision: 1 });
    expect(decideAppend(stream, 0, [id(2), id(3)])).toEqual({ kind: 'repeat', lastRevision: 2 });
    expect(decideAppend(stream, 'any', [id(2), id(3)])).toEqual({ kind: 'repeat', lastRevision: 2 });
  });

  it('is refused when only its beginning is a repeat', () => {
    const wrong = { kind: 'wrong-revision', current: 1 };
    for (const expected of ['no_stream', 'any', 'stream_exists'] as const) {
      expect(decideAppend(streamOf([1, 2]), expected, [id(1), id(2), id(9)])).toEqual(wrong);
    }
  });

  it('is written whole at any when a new id comes first', () => {
    expect(decideAppend(streamOf([1]), 'any', [id(9), id(1)])).toEqual({ kind: 'write' });
  });
});
