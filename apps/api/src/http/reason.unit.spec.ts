import { describe, expect, it } from '@jest/globals';
import { reasonIn } from './reason.js';

const said = (reason: string) => reasonIn({ 'homeward-reason': reason });

describe('The reason for a read', () => {
  it('may be left out', () => {
    expect(reasonIn({})).toBeUndefined();
  });

  it('is said in any script, as bytes of UTF-8 or percent-encoded', () => {
    expect(said('weekly check')).toBe('weekly check');
    expect(said(encodeURIComponent('запит родини'))).toBe('запит родини');
    expect(said(Buffer.from('запит родини').toString('latin1'))).toBe('запит родини');
    expect(said('50 %25 of a sample')).toBe('50 % of a sample');
  });

  it.each(['', '  ', '%', '%FF', '\xff', 'a%0Ab', 'x'.repeat(501)])('%j is none', (reason) => {
    expect(() => said(reason)).toThrow('The request does not have the form');
  });
});
