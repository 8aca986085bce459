import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { knownAt, knownFrom } from './known-at.js';

const at = (minute: number) => new Date(Date.UTC(2026, 1, 5, 12, minute));
const log = (...minutes: number[]) => minutes.map((minute, position) => ({ position, created: at(minute) }));
const positions = (events: { position: number }[]) => events.map((event) => event.position);

describe('What was known at an instant', () => {
  it('is every event recorded by then, the instant itself included', () => {
    expect(positions(knownAt(log(1, 2, 3), at(2)))).toEqual([0, 1]);
    expect(positions(knownAt(log(1, 2, 3), at(0)))).toEqual([]);
    expect(positions(knownAt(log(1, 2, 3), at(9)))).toEqual([0, 1, 2]);
  });

  it('leaves out an event whose clock stepped back behind one that was not yet known', () => {
    const stepsBack = log(1, 10, 4, 11);
    expect(positions(knownAt(stepsBack, at(5)))).toEqual([0]);
    expect(positions(knownAt(stepsBack, at(10)))).toEqual([0, 1, 2]);
  });

  it('follows the log with the running maximum, and can go on from the last one kept', () => {
    expect(knownFrom(undefined, at(4))).toEqual(at(4));
    expect(knownFrom(at(10), at(4))).toEqual(at(10));
    expect(knownFrom(at(10), at(11))).toEqual(at(11));
  });

  it('is the same whether the events are cut, or asked one by one from when they are known', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20)), fc.nat(20), (minutes, asked) => {
        const events = log(...minutes);
        let from: Date | undefined;
        const known = events.filter(({ created }) => (from = knownFrom(from, created)) <= at(asked));
        expect(knownAt(events, at(asked))).toEqual(known);
      }),
    );
  });

  it('does not change when more is recorded after the instant', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20)), fc.array(fc.integer({ min: 21, max: 40 })), (before, after) => {
        expect(knownAt(log(...before, ...after), at(20))).toEqual(knownAt(log(...before), at(20)));
      }),
    );
  });
});
