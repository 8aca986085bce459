import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { difference, isSameFact } from '#libs/kernel/src/two-times/difference.js';
import type { CaseEvent } from './case-events.js';
import { caseFile, caseFileAt } from './case-file.js';
import { questionsOfCase } from './questions-of-case.js';
import { statementsThatStand } from './state.js';
import { stateAfter } from '#libs/kernel/src/testing/given.js';
import { cases } from './state.js';
import { days, events, histories } from './testing/histories.js';
import { opened } from './testing/sayings.js';

const entriesOf = (history: readonly CaseEvent[]) => history.map((event, revision) => ({ revision, event }));
const wild = fc
  .array(events, { maxLength: 15, size: 'max' })
  .map((some): readonly CaseEvent[] => [opened(), ...some]);
const anyHistory = fc.oneof(histories, wild).map(entriesOf);
const share = fc.double({ min: 0, max: 1, noNaN: true });
const asOf = fc.option(fc.tuple(days, days));

const views = fc.tuple(anyHistory, share, share, asOf).map(([entries, a, b, on]) => ({
  from: { entries: entries.slice(0, Math.round(a * entries.length)), validAt: on?.[0] ?? null },
  to: { entries: entries.slice(0, Math.round(b * entries.length)), validAt: on?.[1] ?? null },
}));

describe('The questions about a person', () => {
  it('are answered as the file answers them, on every axis and day', () => {
    fc.assert(
      fc.property(histories, days, (history, day) => {
        const statements = statementsThatStand(stateAfter(cases, history));
        const asked = questionsOfCase(entriesOf(history));
        expect(asked.get('captivity')?.fact(null)).toEqual(caseFile(statements).captivity);
        expect(asked.get('rank')?.fact(() => day)).toEqual(caseFileAt(statements, day).rank);
        for (const { agreement, listing } of caseFileAt(statements, day).listings)
          expect(asked.get(`listing under ${agreement}`)?.fact(() => day)).toEqual(listing);
      }),
    );
  });
});

describe('The difference between two views of a person', () => {
  it('is nothing between a view and itself', () => {
    fc.assert(
      fc.property(views, ({ from }) => {
        expect(difference(questionsOfCase, from, from)).toEqual([]);
      }),
    );
  });

  it('names at least one cause for each fact that changed, all of them between the views, and nothing for any other', () => {
    fc.assert(
      fc.property(views, ({ from, to }) => {
        const factsOf =
          ({ entries, validAt }: typeof from) =>
          (question: string) =>
            questionsOfCase(entries)
              .get(question)
              ?.fact(validAt && (() => validAt)) ?? null;
        const changed = difference(questionsOfCase, from, to);
        const asked = [...questionsOfCase(from.entries).keys(), ...questionsOfCase(to.entries).keys()];
        for (const question of asked) {
          const found = changed.find((each) => each.question === question);
          expect(found === undefined).toBe(isSameFact(factsOf(from)(question), factsOf(to)(question)));
        }
        const [least, most] = [from, to].map(({ entries }) => entries.length).sort((a, b) => a - b);
        for (const { causes } of changed) {
          expect(causes.length).toBeGreaterThan(0);
          for (const { revision, how } of causes)
            if (how === 'day') expect(revision).toBeLessThan(least ?? 0);
            else expect(revision >= (least ?? 0) && revision < (most ?? 0)).toBe(true);
        }
      }),
    );
  });

  it('is made by the events that it names: with them alone, the first view answers as the second', () => {
    let changes = 0;
    fc.assert(
      fc.property(anyHistory, share, fc.option(days), (entries, part, validAt) => {
        const known = entries.slice(0, Math.round(part * entries.length));
        for (const { question, to, causes } of difference(
          questionsOfCase,
          { entries: known, validAt },
          { entries, validAt },
        )) {
          changes += 1;
          const named = new Set(causes.map(({ revision }) => revision));
          const some = entries.filter(({ revision }) => revision < known.length || named.has(revision));
          const fact =
            questionsOfCase(some)
              .get(question)
              ?.fact(validAt && (() => validAt)) ?? null;
          expect(isSameFact(fact, to)).toBe(true);
        }
      }),
    );
    expect(changes).toBeGreaterThan(100);
  });

  it('changes the same facts on the way back', () => {
    fc.assert(
      fc.property(views, ({ from, to }) => {
        const questions = (changed: readonly { question: string }[]) =>
          changed.map(({ question }) => question).sort();
        expect(questions(difference(questionsOfCase, to, from))).toEqual(
          questions(difference(questionsOfCase, from, to)),
        );
      }),
    );
  });
});
