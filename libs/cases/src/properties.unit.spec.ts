import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { stateAfter, TODAY } from '#libs/kernel/src/testing/given.js';
import { correctStatement } from './actions/correct-statement.js';
import { withdrawStatement } from './actions/withdraw-statement.js';
import { captivityPhase } from './axes/captivity-phase.js';
import { datesContradict } from './axes/dates-contradict.js';
import { caseFile, caseFileAt } from './case-file.js';
import { contradictions } from './contradictions.js';
import { caseEventDefinitions, type CaseEvent } from './case-events.js';
import { cases, statementsThatStand } from './state.js';
import { asks, asksToList, dates, days, events, grow, histories } from './testing/histories.js';
import { capture, correction, homecoming, opened, withdrawal } from './testing/sayings.js';

type History = readonly CaseEvent[];

const after = (history: History) => stateAfter(cases, history);
const standingAfter = (history: History) => statementsThatStand(after(history));
const furtherAsks = fc.array(asks, { minLength: 5, maxLength: 20, size: 'max' });

describe('Random histories', () => {
  it('have every statement among those that stand, or the properties below would not be about it', () => {
    const found = fc.sample(histories, 300).flatMap((history) => standingAfter(history));
    const types = new Set<string>(found.map(({ event }) => event.type));
    const notStatements = [
      'CaseAssigned',
      'CaseOpened',
      'GlassBreakReviewed',
      'GlassBroken',
      'ReactionDeclined',
      'StatementCorrected',
      'StatementWithdrawn',
    ];
    const statementTypes = caseEventDefinitions.map(({ type }) => type);
    expect([...types].sort()).toEqual(statementTypes.filter((type) => !notStatements.includes(type)).sort());
  });
});

describe('The file of a case', () => {
  it('is total: events in any order give an answer on every axis and day', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 30, size: 'max' }), days, (history, day) => {
        const stand = standingAfter(history);
        contradictions(after(history));
        captivityPhase(stand);
        expect(datesContradict(stand, stand)).toBe(false);
        expect(Object.keys(caseFileAt(stand, day))).toEqual(Object.keys(caseFile(stand)));
      }),
    );
  });

  it('gets nothing new from the same ask again, whatever was asked before', () => {
    fc.assert(
      fc.property(histories, furtherAsks, (history, asked) => {
        for (const { aimedAt } of asked) {
          const state = after(history);
          const decide = aimedAt(state);
          const first = decide(state);
          if (first.kind === 'refused') continue;
          expect(decide(after([...history, ...first.events]))).toEqual({ kind: 'accepted', events: [] });
        }
      }),
    );
  });

  it('is restored by the withdrawal of what was said last, on every axis and day', () => {
    fc.assert(
      fc.property(histories, furtherAsks, days, (history, asked, day) => {
        const before = standingAfter(history);
        for (const ask of asked) {
          const grown = grow(history, ask);
          if (grown.length === history.length) continue;
          const withdrawn = withdrawal(history.length);
          expect(withdrawStatement(after(grown), withdrawn.data, TODAY).kind).toBe('accepted');
          const restored = standingAfter([...grown, withdrawn]);
          expect(caseFile(restored)).toEqual(caseFile(before));
          expect(caseFileAt(restored, day)).toEqual(caseFileAt(before, day));
        }
      }),
      { numRuns: 50 },
    );
  });

  it('is restored when the withdrawal of anything said before is withdrawn', () => {
    fc.assert(
      fc.property(histories, (history) => {
        for (const revision of history.keys()) {
          const decision = withdrawStatement(after(history), withdrawal(revision).data, TODAY);
          if (decision.kind === 'refused' || decision.events.length === 0) continue;
          const restored = [...history, ...decision.events, withdrawal(history.length)];
          expect(standingAfter(restored)).toEqual(standingAfter(history));
        }
      }),
    );
  });

  it('never lists a person for a captivity from which a return stands', () => {
    let returnsThatStand = 0;
    const someAsks = fc.array(asks, { maxLength: 12, size: 'max' });
    fc.assert(
      fc.property(someAsks, dates, someAsks, asksToList, (earlier, date, later, listing) => {
        const start: History = [opened(), capture({ occurredAt: edtf('2022-03') })];
        const home = [...earlier.reduce(grow, start), homecoming({ occurredAt: date })];
        const history = later.reduce(grow, home);
        const turns = standingAfter(history).filter(({ event: { type } }) =>
          /Captured|Escaped|Returned/.test(type),
        );
        if (turns.at(-1)?.event.type !== 'Returned') return;
        returnsThatStand += 1;
        expect(grow(history, listing)).toEqual(history);
      }),
      { numRuns: 500 },
    );
    expect(returnsThatStand).toBeGreaterThan(100);
  });

  it('reads a statement as its last correction that stands, or as first said', () => {
    const readings = fc.uniqueArray(dates, { minLength: 2, maxLength: 8, size: 'max' });
    fc.assert(
      fc.property(readings, fc.nat(), ([first = edtf('XXXX'), ...better], pick) => {
        const said: History = [opened(), capture({ occurredAt: first })];
        const history = better
          .map((occurredAt) => correction(1, capture({ occurredAt })))
          .reduce<History>((told, { data }) => {
            const decision = correctStatement(after(told), data, TODAY);
            return decision.kind === 'accepted' ? [...told, ...decision.events] : told;
          }, said);
        const corrections = history.slice(2).map((event, index) => ({ event, revision: index + 2 }));
        const taken = corrections.filter((_, index) => ((pick >> index) & 1) === 1);
        const last = corrections.findLast((made) => !taken.includes(made))?.event;
        const expected = last?.type === 'StatementCorrected' ? last.data.to : said[1];
        const told = [...history, ...taken.map(({ revision }) => withdrawal(revision))];
        expect(standingAfter(told).map(({ event }) => event)).toEqual([expected]);
      }),
    );
  });
});
