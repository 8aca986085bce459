import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stateAfter } from '#libs/kernel/src/testing/given.js';
import type { ExchangeEvent } from './exchange-events.js';
import { exchanges, handedOver } from './exchange-state.js';
import {
  completed,
  confirmed,
  embargo,
  negotiator,
  officer,
  otherHandover,
  people,
  person,
  planned,
} from './testing/sayings.js';

const wider = embargo({ needToKnow: [officer, negotiator] });

describe('The state of an exchange', () => {
  it('holds the last embargo in force', () => {
    expect(stateAfter(exchanges, [planned()]).embargo).toBe('never-placed');
    expect(stateAfter(exchanges, [planned(), embargo(), wider]).embargo).toEqual(wider);
  });

  it('has its embargo lifted when it is completed, not by a handover', () => {
    expect(stateAfter(exchanges, [planned(), embargo(), confirmed()]).embargo).toEqual(embargo());
    expect(stateAfter(exchanges, [planned(), embargo(), confirmed(), completed()]).embargo).toBe('lifted');
    expect(stateAfter(exchanges, [planned(), confirmed(), completed()]).embargo).toBe('never-placed');
  });

  it('knows everyone who was handed over, across the parts of all handovers', () => {
    const state = stateAfter(exchanges, [
      planned(),
      confirmed({ manifest: people(1, 3) }),
      confirmed({ handover: otherHandover, manifest: people(4, 5) }),
    ]);
    expect(handedOver(state)).toEqual(new Set(people(1, 5).map((handed) => handed.case)));
  });

  it('is total: events in any order fold, and an embargo never comes back after completion', () => {
    const any = fc.constantFrom<ExchangeEvent>(
      planned(),
      embargo(),
      wider,
      confirmed(),
      confirmed({ part: 2, manifest: [person(9)] }),
      completed(),
    );
    fc.assert(
      fc.property(fc.array(any), (events) => {
        const { embargo: held, completed: end } = stateAfter(exchanges, events);
        expect(end !== null && typeof held === 'object').toBe(false);
      }),
    );
  });
});
