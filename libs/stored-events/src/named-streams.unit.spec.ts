import { describe, expect, it } from '@jest/globals';
import { confirmed } from '#libs/agreements/src/testing/sayings.js';
import { agreement, capture, correction, exchange, homecoming } from '#libs/cases/src/testing/sayings.js';
import { caseId } from '#libs/kernel/src/ids.js';
import { homewardEvents } from './homeward-events.js';
import { namedStreams } from './named-streams.js';

const person = caseId('00000000-0000-4000-8000-00000000000a');
const source = [{ kind: 'source', speaker: 'icrc' }] as const;

describe('the streams that an event names', () => {
  it('are those of the ids in it, each with its field', () => {
    expect(namedStreams(homewardEvents, homecoming({ basis: source }))).toEqual([
      { pointer: '/exchange', stream: `exchange-${exchange}`, revision: 0, by: 'id' },
      { pointer: '/agreement', stream: `agreement-${agreement}`, revision: 0, by: 'id' },
    ]);
  });

  it('are none for ids left out, and for text', () => {
    expect(namedStreams(homewardEvents, capture({ basis: source }))).toEqual([]);
    expect(
      namedStreams(homewardEvents, homecoming({ basis: source, exchange: null, agreement: null })),
    ).toEqual([]);
  });

  it('are those of each line of a manifest; a handover and a member of staff have no stream', () => {
    const manifest = [{ case: person, agreement: null, category: null }];
    expect(namedStreams(homewardEvents, confirmed({ manifest, basis: source }))).toEqual([
      { pointer: '/manifest/0/case', stream: `case-${person}`, revision: 0, by: 'id' },
    ]);
  });

  it('are those of the events that the basis rests on, at their revision', () => {
    const basis = [...source, { kind: 'event', stream: `case-${person}`, revision: 4 }] as const;
    expect(namedStreams(homewardEvents, capture({ basis }))).toEqual([
      { pointer: '/basis/1', stream: `case-${person}`, revision: 4, by: 'entry' },
    ]);
  });

  it('are those of the statement that a correction puts in place', () => {
    const to = homecoming({ basis: source, agreement: null });
    expect(namedStreams(homewardEvents, correction(2, to, { basis: source }))).toEqual([
      { pointer: '/to/exchange', stream: `exchange-${exchange}`, revision: 0, by: 'id' },
    ]);
  });
});
