import { describe, expect, it } from '@jest/globals';
import { entriesNamed, exchangesNamed, withRevisions } from './entries-named.js';

const own = 'case-00000000-0000-4000-8000-00000000000a';
const other = 'case-00000000-0000-4000-8000-00000000000b';
const id = '00000000-0000-4000-8000-0000000000e1';
const rests = (stream: string, revision: number) => ({ kind: 'event', stream, revision }) as const;

const correction = {
  revision: 4,
  note: { kind: 'known', value: 'revision 4' },
  to: { type: 'Returned', data: { exchange: id, place: null, basis: [rests(own, 2), { kind: 'source' }] } },
  basis: [rests(other, 3), rests(own, 1)],
};

describe('What is named in something said', () => {
  it('are the entries that it rests on, each by its field', () => {
    expect(entriesNamed(correction)).toEqual([
      { pointer: '/to/data/basis/0', stream: own, revision: 2 },
      { pointer: '/basis/0', stream: other, revision: 3 },
      { pointer: '/basis/1', stream: own, revision: 1 },
    ]);
    expect(entriesNamed(null)).toEqual([]);
  });

  it('are the exchanges, by their id or by an entry of them', () => {
    expect(exchangesNamed(correction)).toEqual([id]);
    expect(exchangesNamed({ exchange: null, basis: [rests(`exchange-${id}`, 0), rests(own, 1)] })).toEqual([
      id,
    ]);
  });
});

describe('With other revisions', () => {
  it('something said names the same entries by them, wherever it names one, and says nothing else', () => {
    const moved = withRevisions(correction, own, (stream, revision) => revision + (stream === own ? 10 : 20));
    expect(moved).toEqual({
      ...correction,
      revision: 14,
      to: { ...correction.to, data: { ...correction.to.data, basis: [rests(own, 12), { kind: 'source' }] } },
      basis: [rests(other, 23), rests(own, 11)],
    });
  });

  it('it no longer rests on an entry that has none', () => {
    const left = withRevisions(correction, own, (stream, revision) => (stream === own ? revision : null));
    expect(left).toEqual({ ...correction, basis: [rests(own, 1)] });
  });
});
