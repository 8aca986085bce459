import { describe, expect, it } from '@jest/globals';
import { accept, refuse, type Decision } from '../decision.js';
import type { StreamKind } from '../stream.js';
import { given, itRefuses } from './given.js';

const sums: StreamKind<number, number> = { prefix: 'sum', empty: 0, fold: (sum, term) => sum + term };
const add = (sum: number, term: number): Decision<number, 'too-much'> => {
  if (sum === term) return accept();
  return term > 9 ? refuse('too-much') : accept(term);
};
const addAlways = (_sum: number, term: number): Decision<number, never> => accept(term);

const explained = { 'too-much': { field: null, rule: 'A term is at most 9.', remedy: 'Give less.' } };

describe('given, when, then', () => {
  it('passes when the rule yields those events', () => {
    given(sums).when(add, 3).then(3);
    given(sums, 1, 2).when(add, 3).then();
  });

  it('fails with a difference when the rule yields others, or refuses with another word', () => {
    expect(() => {
      given(sums).when(add, 3).then(4);
    }).toThrow(/-\s+4[\s\S]*\+\s+3/);
    expect(() => {
      given(sums).when(add, 10).then(10);
    }).toThrow(/too-much/);
    expect(() => {
      given(sums).when(add, 3).refused('too-much');
    }).toThrow(/too-much/);
  });

  it('fails when the same ask a second time yields events again', () => {
    expect(() => given(sums).when(addAlways, 3)).toThrow(/askedAgain/);
  });

  it('fails at the line of the test', () => {
    let stack = '';
    try {
      given(sums).when(add, 3).then(4);
    } catch (failure) {
      stack = String((failure as Error).stack);
    }
    expect(stack).toMatch(/^ +at .*given\.unit\.spec/m);
    expect(stack).not.toMatch(/testing\/given\.ts/);
  });

  itRefuses(add, explained, { 'too-much': () => given(sums).when(add, 10) });
});
