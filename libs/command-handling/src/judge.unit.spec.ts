import { describe, expect, it } from '@jest/globals';
import { accept, refuse, type Decision } from '#libs/kernel/src/decision.js';
import { civilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { Command, Expected } from './command.js';
import { judge } from './judge.js';
import type { StreamKind } from '#libs/kernel/src/stream.js';
import { note } from '#libs/cases/src/testing/sayings.js';
import { emptyStream, type LoadedStream } from './loaded-stream.js';
import { Sight } from './sight.js';

const TODAY = civilDay('2025-07-01');
const trace = { digest: 'd', types: ['Said'], revision: 1, position: 7n };
const KIND: StreamKind<string, never> = { prefix: 'case', empty: '', fold: (state) => state };
const sightOf = (stream: LoadedStream<string>) => new Sight(KIND, stream, new Set());
const loaded: LoadedStream<string> = {
  ...emptyStream(KIND),
  revision: 2,
  position: 9n,
  traces: new Map([['before', trace]]),
  history: [0, 1, 2].map((revision) => ({ revision, position: 9n, event: note(), exchanges: [] })),
};
const standing = sightOf(loaded);
const missing = sightOf(emptyStream(KIND));

function command(
  expected: Expected,
  decision: Decision<string, 'no'>,
  commandId = 'now',
): Command<string, string, null, 'no'> {
  return {
    kind: KIND,
    id: '1',
    rule: () => decision,
    ask: null,
    expected,
    origin: { commandId, actor: { id: 'a', role: 'r' }, correlationId: 'c', causationId: 'c' },
  };
}

describe('what a command comes to on a folded stream', () => {
  it('is what it came to before, whatever revision it names and whatever its rule would say now', () => {
    const again = judge(command(0, refuse('no'), 'before'), standing, TODAY);
    expect(again).toEqual({ kind: 'found', trace });
  });

  it('is stale at another revision than the last, with all that the caller has not seen', () => {
    const verdict = judge(command(0, accept('x')), standing, TODAY);
    const since = [1, 2].map((revision) => ({ revision, type: 'NoteAdded' }));
    expect(verdict).toEqual({ kind: 'answer', outcome: { kind: 'stale', revision: 2, since } });
    expect(judge(command(3, accept('x')), standing, TODAY)).toMatchObject({ outcome: { since: [] } });
  });

  it('needs the stream to exist unless it may begin it', () => {
    for (const expected of [0, 'latest'] as const) {
      const verdict = judge(command(expected, accept('x')), missing, TODAY);
      expect(verdict).toEqual({ kind: 'answer', outcome: { kind: 'no-such-stream' } });
    }
    expect(judge(command('new', accept('x')), missing, TODAY)).toEqual({ kind: 'append', events: ['x'] });
  });

  it('is not permitted before any word on the revision or from the rule, but after what it came to before', () => {
    const barred = {
      ...command(0, refuse('no')),
      permits: (state: string) => (state === '' ? ('need-to-know' as const) : null),
    };
    const answer = { kind: 'answer', outcome: { kind: 'not-permitted', word: 'need-to-know' } };
    expect(judge(barred, standing, TODAY)).toEqual(answer);
    expect(judge({ ...barred, expected: 2 }, standing, TODAY)).toEqual(answer);
    expect(judge(barred, missing, TODAY)).toMatchObject({ outcome: { kind: 'no-such-stream' } });
    expect(judge({ ...barred, origin: command(0, refuse('no'), 'before').origin }, standing, TODAY)).toEqual({
      kind: 'found',
      trace,
    });
    expect(judge({ ...barred, expected: 2 }, sightOf({ ...loaded, state: 'open' }), TODAY)).toMatchObject({
      outcome: { kind: 'refused' },
    });
  });

  it('is left to the rule at the exact revision, at the latest, and where a new stream exists already', () => {
    for (const expected of [2, 'latest', 'new'] as const) {
      const answerTo = (decision: Decision<string, 'no'>) =>
        judge(command(expected, decision), standing, TODAY);
      expect(answerTo(accept('x', 'y'))).toEqual({ kind: 'append', events: ['x', 'y'] });
      expect(answerTo(refuse('no'))).toEqual({
        kind: 'answer',
        outcome: { kind: 'refused', refusal: 'no' },
      });
      expect(answerTo(accept())).toEqual({
        kind: 'answer',
        outcome: { kind: 'nothing-new', revision: 2, position: 9n },
      });
    }
  });
});
