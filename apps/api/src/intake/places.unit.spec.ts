import { describe, expect, it } from '@jest/globals';
import { Places } from './places.js';

describe('The places of one person', () => {
  it('are so many, and those of another are others', () => {
    const places = new Places(2);
    expect([places.take('a'), places.take('a'), places.take('a')]).toEqual([
      expect.any(Function),
      expect.any(Function),
      null,
    ]);
    expect(places.take('b')).not.toBeNull();
  });

  it('are free again when given back, each once', () => {
    const places = new Places(2);
    const [first] = [places.take('a'), places.take('a')];
    first?.();
    first?.();
    expect(places.take('a')).not.toBeNull();
    expect(places.take('a')).toBeNull();
  });
});
