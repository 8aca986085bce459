import { describe, expect, it } from '@jest/globals';
import { InvalidArgumentError } from 'commander';
import { instantArgument, reasonArgument, subjectArgument } from './options.js';

const refused = (read: () => unknown, words: RegExp): void => {
  expect(read).toThrow(InvalidArgumentError);
  expect(read).toThrow(words);
};

describe('what is typed', () => {
  it('names an instant with its zone, or a day for its end in Kyiv', () => {
    expect(instantArgument('2025-06-20T18:00:00+03:00')).toEqual(new Date('2025-06-20T15:00:00Z'));
    expect(instantArgument('2025-06-20')).toEqual(new Date('2025-06-20T20:59:59.999Z'));
    expect(instantArgument('2025-12-20')).toEqual(new Date('2025-12-20T21:59:59.999Z'));
    refused(() => instantArgument('2025-06-20T18:00'), /Write an instant with its zone/);
    refused(() => instantArgument('2025-06-31'), /Not a day of the calendar/);
    refused(() => instantArgument('yesterday'), /Write an instant with its zone/);
  });

  it('names a stream, or a case by its id', () => {
    const id = '3f2a1b7c-5d4e-4f60-8a91-b2c3d4e5f607';
    expect(subjectArgument(id)).toEqual({ kind: 'case', stream: `case-${id}` });
    expect(subjectArgument(`intake-${id}`)).toEqual({ kind: 'intake', stream: `intake-${id}` });
    refused(() => subjectArgument('somebody'), /Write the id of a case/);
    refused(() => subjectArgument('exchange-4'), /Write the id of a case/);
  });

  it('gives a reason in more than a letter', () => {
    expect(reasonArgument(' a complaint ')).toBe('a complaint');
    refused(() => reasonArgument('x   '), /Say in a few words/);
  });
});
