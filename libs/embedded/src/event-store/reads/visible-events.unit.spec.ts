import { expect, it } from '@jest/globals';
import {
  isSoftDeleted,
  parseMetadata,
  softDeleteMetadata,
  withTruncateBefore,
} from '../storage/stream-metadata.js';
import { firstVisibleRevision, isYoungEnough } from './visible-events.js';

it('$maxCount leaves the last events, $tb those from it on, and the stricter of the two counts', () => {
  expect(firstVisibleRevision({}, 9)).toBe(0);
  expect(firstVisibleRevision({ maxCount: 3 }, 9)).toBe(7);
  expect(firstVisibleRevision({ maxCount: 30 }, 9)).toBe(0);
  expect(firstVisibleRevision({ truncateBefore: 8, maxCount: 3 }, 9)).toBe(8);
});

it('$maxAge leaves events up to that many seconds old', () => {
  const now = 1_000_000;
  expect(isYoungEnough({ maxAge: 60 }, `${now - 60_000}0000`, now)).toBe(true);
  expect(isYoungEnough({ maxAge: 60 }, `${now - 60_001}0000`, now)).toBe(false);
  expect(isYoungEnough({}, '0', now)).toBe(true);
});

it('a soft delete is metadata with the highest $tb, and coming back moves it and keeps the rest', () => {
  expect(isSoftDeleted(parseMetadata(softDeleteMetadata))).toBe(true);
  const back = withTruncateBefore(Buffer.from('{"$tb":9223372036854775807,"own":1}'), 4);
  expect(JSON.parse(String(back))).toEqual({ $tb: 4, own: 1 });
});

it.each(['', 'no json', '[]', 'null', '{"$maxCount":"5","$maxAge":-1,"$tb":null}'])(
  'metadata that make no sense (%s) have no effect',
  (text) => {
    expect(parseMetadata(Buffer.from(text))).toEqual({});
  },
);
