import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { emptyStream, type LoadedStream } from './loaded-stream.js';
import { StreamCache } from './stream-cache.js';

const fold = (revision: number, bytes: number): LoadedStream<string> => ({
  ...emptyStream({ empty: '' }),
  revision,
  bytes,
});

describe('the cache of folds', () => {
  it('drops the least recently used when its bytes are spent', () => {
    const cache = new StreamCache(100);
    cache.put('a', fold(0, 40));
    cache.put('b', fold(0, 40));
    cache.get('a');
    cache.put('c', fold(0, 40));
    expect([cache.get('a')?.bytes, cache.get('b')?.bytes, cache.get('c')?.bytes]).toEqual([
      40,
      undefined,
      40,
    ]);
  });

  it('never replaces a fold by an older one', () => {
    const cache = new StreamCache(100);
    cache.put('a', fold(3, 40));
    cache.put('a', fold(2, 30));
    expect(cache.get('a')?.revision).toBe(3);
    cache.put('a', fold(4, 50));
    expect(cache.get('a')?.revision).toBe(4);
  });

  it('does not keep a fold that is larger than all its bytes', () => {
    const cache = new StreamCache(100);
    cache.put('a', fold(0, 101));
    expect(cache.get('a')).toBeUndefined();
  });

  it('holds as many bytes as it is allowed at most, and counts none twice, whatever is put and dropped', () => {
    const step = fc.record({
      name: fc.constantFrom('a', 'b', 'c', 'd'),
      act: fc.constantFrom('put' as const, 'put' as const, 'get' as const, 'drop' as const),
      revision: fc.nat(5),
      bytes: fc.integer({ min: 1, max: 120 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const cache = new StreamCache(100);
        for (const { name, act, revision, bytes } of steps) {
          if (act === 'put') cache.put(name, fold(revision, bytes));
          else cache[act](name);
        }
        const held = () => ['a', 'b', 'c', 'd'].map((name) => cache.get(name)?.bytes ?? 0);
        expect(held().reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(100);
        // What it believes to hold is what it holds: emptied, it takes a full load again.
        for (const name of ['a', 'b', 'c', 'd']) cache.drop(name);
        cache.put('full', fold(0, 100));
        expect(cache.get('full')?.bytes).toBe(100);
      }),
    );
  });
});
