import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { edtf } from '../edtf/edtf.js';
import { standing, withdrawnRevisions, type Entry } from './standing.js';
import type { StatementCorrected } from './statement-corrected.event.js';
import type { StatementWithdrawn } from './statement-withdrawn.event.js';

interface Seen {
  readonly type: 'Seen';
  readonly where: string;
}
type Said = Seen | StatementWithdrawn | StatementCorrected<Seen>;

const common = { occurredAt: edtf('2025-06-14'), note: null, basis: [] };
const seen = (where: string): Seen => ({ type: 'Seen', where });
const withdraw = (revision: number): StatementWithdrawn => ({
  type: 'StatementWithdrawn',
  data: { ...common, revision, reason: 'refuted' },
});
const correct = (revision: number, where: string): StatementCorrected<Seen> => ({
  type: 'StatementCorrected',
  data: { ...common, revision, to: seen(where), reason: 'better-source' },
});

/** Revisions from 1: revision 0 opened the stream. */
const entries = (...said: Said[]): Entry<Said>[] =>
  said.map((event, index) => ({ revision: index + 1, event }));
const stands = (...said: Said[]) =>
  standing<Seen>(entries(...said)).map(({ revision, event, because }) => [revision, event.where, because]);

describe('The statements that stand', () => {
  it('are those said, in recorded order', () => {
    expect(stands(seen('a'), seen('b'))).toEqual([
      [1, 'a', 1],
      [2, 'b', 2],
    ]);
  });

  it('lack the withdrawn', () => {
    expect(stands(seen('a'), seen('b'), withdraw(2))).toEqual([[1, 'a', 1]]);
  });

  it('have the withdrawn back in its place when the withdrawal is withdrawn, however often', () => {
    const said = [seen('a'), seen('b'), withdraw(1), withdraw(3)];
    expect(stands(...said)).toEqual(stands(seen('a'), seen('b')));
    expect(stands(...said, withdraw(4))).toEqual([[2, 'b', 2]]);
    expect(stands(...said, withdraw(4), withdraw(5))).toEqual(stands(seen('a'), seen('b')));
  });

  it('read as last corrected, in their own place, and say since which revision', () => {
    expect(stands(seen('a'), seen('b'), correct(1, 'A'), correct(1, 'Á'))).toEqual([
      [1, 'Á', 4],
      [2, 'b', 2],
    ]);
  });

  it('read as before when the correction is withdrawn: the first, the last, or all', () => {
    const said = [seen('a'), correct(1, 'A'), correct(1, 'Á')];
    expect(stands(...said, withdraw(2))).toEqual([[1, 'Á', 3]]);
    expect(stands(...said, withdraw(3))).toEqual([[1, 'A', 2]]);
    expect(stands(...said, withdraw(2), withdraw(3))).toEqual([[1, 'a', 1]]);
  });

  it('come back as corrected when a withdrawal of the corrected is withdrawn', () => {
    expect(stands(seen('a'), withdraw(1), correct(1, 'A'))).toEqual([]);
    expect(stands(seen('a'), correct(1, 'A'), withdraw(1), withdraw(3))).toEqual([[1, 'A', 2]]);
  });

  it('are untouched by a change of what is not there, of a later statement, or of itself', () => {
    expect(stands(correct(2, 'B'), seen('b'), withdraw(9), correct(9, 'x'), withdraw(5))).toEqual([
      [2, 'b', 2],
    ]);
  });

  it('say by which revision each was withdrawn', () => {
    const said = entries(seen('a'), seen('b'), withdraw(1), withdraw(2), withdraw(4));
    expect(withdrawnRevisions<Seen>(said)).toEqual(
      new Map([
        [1, 3],
        [4, 5],
      ]),
    );
  });

  const revision = fc.integer({ min: 0, max: 12 });
  const where = fc.constantFrom('a', 'b', 'c');
  const said = fc.oneof(
    where.map(seen),
    revision.map(withdraw),
    fc.tuple(revision, where).map(([target, to]) => correct(target, to)),
  );

  it('are, after a withdrawal, what they would be had the withdrawn event never been said', () => {
    fc.assert(
      fc.property(fc.array(said, { minLength: 1, maxLength: 12 }), fc.nat(), (events, pick) => {
        const history = entries(...events);
        const target = 1 + (pick % events.length);
        fc.pre(!withdrawnRevisions<Seen>(history).has(target));
        const after = standing<Seen>(entries(...events, withdraw(target)));
        expect(after).toEqual(standing<Seen>(history.filter((entry) => entry.revision !== target)));
      }),
      { numRuns: 1000 },
    );
  });
});
