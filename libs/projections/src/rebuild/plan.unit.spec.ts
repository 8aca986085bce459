import { describe, expect, it } from '@jest/globals';
import { stopReport } from '../stop-report.js';
import { plan, type Situation } from './plan.js';
import type { StoredRebuild } from './stored-rebuild.js';

const rebuild = (changes: Partial<StoredRebuild> = {}): StoredRebuild => ({
  projection: 'cases',
  version: 2,
  state: 'replaying',
  definition: 'as it was',
  position: '7',
  eventId: null,
  knownFrom: null,
  skipped: [],
  events: 3,
  goal: null,
  throttle: null,
  request: null,
  stopped: null,
  differences: null,
  startedAt: new Date(0),
  ...changes,
});
const asked = (id: string, kind: 'rebuild' | 'forget-old' = 'rebuild') => ({
  id,
  kind,
  projection: 'cases',
  throttle: null,
});
const steps = (changes: Partial<Situation>): string[] =>
  plan({
    projections: [{ name: 'cases', version: 2 }],
    versions: new Map([['cases', 2]]),
    rebuilds: [],
    requests: [],
    definitions: new Map([['cases', 'as it was']]),
    skippedSince: () => [],
    tryStopped: false,
    ...changes,
  }).map((step) => {
    if (step.kind === 'answer') return `${step.answer.outcome} ${step.request}`;
    if (step.kind === 'begin') return `begin ${step.version} for ${step.request}`;
    return step.kind;
  });
const stopped = stopReport('an error', 'a remedy', null);
const older = { versions: new Map([['cases', 1]]) };

describe('The plan of rebuilds', () => {
  it.each<[string, Partial<Situation>, string[]]>([
    ['nothing is asked', {}, []],
    ['the last one is live', { rebuilds: [rebuild({ state: 'live' })] }, []],
    ['the tables are of an earlier version', older, ['begin 2 for null']],
    ['the projection is new here', { versions: new Map() }, []],
    ['an operator asks', { requests: [asked('1')] }, ['begin 2 for 1']],
    ['two ask at once', { requests: [asked('1'), asked('2')] }, ['begin 2 for 1', 'refused 2']],
    ['one is under way', { rebuilds: [rebuild()] }, ['go on']],
    [
      'one is under way and another asked for',
      { rebuilds: [rebuild()], requests: [asked('2')] },
      ['refused 2', 'go on'],
    ],
    [
      'one is under way for a request',
      { rebuilds: [rebuild({ request: '1' })], requests: [asked('1')] },
      ['go on'],
    ],
    ['one stopped', { rebuilds: [rebuild({ stopped })] }, []],
    ['one stopped, and is to be tried', { rebuilds: [rebuild({ stopped })], tryStopped: true }, ['go on']],
    [
      'one stopped, and another is asked for',
      { rebuilds: [rebuild({ stopped, request: '1' })], requests: [asked('1'), asked('2')] },
      ['superseded 1', 'begin 2 for 2'],
    ],
    [
      'one of an earlier version is under way',
      { ...older, rebuilds: [rebuild({ version: 1, request: '1' })], requests: [asked('1')] },
      ['superseded 1', 'begin 2 for null'],
    ],
    ['one of a newer version is under way', { rebuilds: [rebuild({ version: 3 })] }, []],
    [
      'the tables are of a newer version',
      { versions: new Map([['cases', 3]]), requests: [asked('1')] },
      ['refused 1'],
    ],
    [
      'a table was changed',
      { rebuilds: [rebuild()], definitions: new Map([['cases', 'new']]) },
      ['begin 2 for null'],
    ],
    [
      'an event is skipped that it may have passed',
      { rebuilds: [rebuild()], skippedSince: () => ['e'] },
      ['begin 2 for null'],
    ],
    ['old tables are to go', { requests: [asked('1', 'forget-old')] }, ['forget']],
  ])('when %s', (_, situation, expected) => {
    expect(steps(situation)).toEqual(expected);
  });
});
