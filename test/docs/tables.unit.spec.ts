import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { apiSettings } from '../../apps/api/src/settings.js';
import * as accessProblems from '../../apps/api/src/http/access-problems.js';
import * as problems from '../../apps/api/src/http/problems.js';
import { Problem } from '../../apps/api/src/http/problem.js';
import { projectorSettings } from '../../apps/projector/src/settings.js';
import { agreementRefusals } from '#libs/agreements/src/agreement-refusals.js';
import { exchangeRefusals } from '#libs/agreements/src/exchange-refusals.js';
import { caseRefusals } from '#libs/cases/src/refusals.js';
import { intakeRefusals } from '#libs/intakes/src/intake-refusals.js';
import { receptionRefusals } from '#libs/remains/src/reception-refusals.js';
import { homewardEvents } from '#libs/stored-events/src/homeward-events.js';

const page = (name: string): string => readFileSync(name, 'utf8');
const notIn = (name: string, words: Iterable<string>): string[] => {
  const text = page(name);
  return [...words].filter((word) => !text.includes(`\`${word}\``));
};

type Make = (...asked: unknown[]) => Problem;

/** With what each problem is made that needs something to be made; all others are made with nothing. */
const ASKED: Readonly<Record<string, readonly unknown[][]>> = {
  tokenRefused: [['expired'], ['not-valid']],
  notPermitted: [['not-assigned'], ['need-to-know'], ['opened-by-another']],
  noSuch: [['case'], ['agreement'], ['exchange'], ['reception'], ['request']],
  noSuchPart: [
    ['projection', []],
    ['reaction', []],
  ],
  wrongMethod: [[['GET']]],
  staleRevision: [[0, []]],
  unavailable: [['event store'], ['database'], ['key store'], ['access log']],
  refusedBecause: [['empty-basis', caseRefusals['empty-basis']]],
};

function problemWords(): string[] {
  const made = Object.entries({ ...problems, ...accessProblems }).flatMap(([name, make]) =>
    (ASKED[name] ?? [[]]).map((asked) => (make as Make)(...asked)),
  );
  return made.map(({ word }) => word);
}

describe('the tables in the docs', () => {
  it('name every problem that the api answers', () => {
    const refusals = [caseRefusals, agreementRefusals, exchangeRefusals, receptionRefusals, intakeRefusals];
    const words = new Set([...problemWords(), ...refusals.flatMap((words) => Object.keys(words))]);
    expect(words.size).toBeGreaterThan(50);
    expect(notIn('docs/http.md', words)).toEqual([]);
  });

  it('name every event', () => {
    expect(
      notIn(
        'docs/glossary.md',
        homewardEvents.definitions.map(({ type }) => type),
      ),
    ).toEqual([]);
  });

  it('name every setting of the api and the projector', () => {
    expect(notIn('README.md', Object.keys({ ...apiSettings, ...projectorSettings }))).toEqual([]);
  });

  it('name every dependency, and none that is gone', () => {
    const { dependencies, devDependencies } = JSON.parse(page('package.json')) as Record<string, object>;
    const installed = Object.keys({ ...dependencies, ...devDependencies });
    const named = [...page('docs/dependencies.md').matchAll(/^\| `([^`]+)` +\|/gm)].map(([, name]) => name);
    expect(named.toSorted()).toEqual(installed.toSorted());
  });

  it('would not pass with a word that is missing', () => {
    expect(notIn('docs/http.md', ['no-such-word'])).toEqual(['no-such-word']);
  });
});
