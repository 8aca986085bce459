import { describe, expect, it } from '@jest/globals';
import { standing } from '../statements/standing.js';
import type { StatementWithdrawn } from '../statements/statement-withdrawn.event.js';
import { edtf } from '../edtf/edtf.js';
import type { Entry } from '../statements/standing.js';
import type { StreamKind } from '../stream.js';

/** Two facts that were once recorded as one event: see docs/how-to/add-an-event-shape.md. */
interface Held {
  readonly type: 'Held';
  readonly data: { readonly place: string };
}
interface Moved {
  readonly type: 'Moved';
  readonly data: { readonly to: string };
}
interface HeldAndMoved {
  readonly type: 'HeldAndMoved';
  readonly data: { readonly place: string; readonly to: string };
}

const partsOf = ({ data: { place, to } }: HeldAndMoved): readonly (Held | Moved)[] => [
  { type: 'Held', data: { place } },
  { type: 'Moved', data: { to } },
];

type Said = Held | Moved | StatementWithdrawn;
type State = readonly Entry<Said>[];

const sample: StreamKind<State, Said | HeldAndMoved> = {
  prefix: 'sample',
  empty: [],
  fold(state, event, revision) {
    switch (event.type) {
      case 'HeldAndMoved':
        return partsOf(event).reduce((folded, part) => sample.fold(folded, part, revision), state);
      case 'Held':
      case 'Moved':
      case 'StatementWithdrawn':
        return [...state, { revision, event }];
    }
  },
};

const withdrawn: StatementWithdrawn = {
  type: 'StatementWithdrawn',
  data: {
    occurredAt: edtf('2025-06-14'),
    revision: 0,
    reason: 'entered-in-error',
    note: null,
    basis: [{ kind: 'source', speaker: 'icrc' }],
  },
};

describe('An event that was split', () => {
  const old: HeldAndMoved = { type: 'HeldAndMoved', data: { place: 'camp 2', to: 'camp 7' } };

  it('is read as its parts, at its own revision', () => {
    expect(standing(sample.fold(sample.empty, old, 0))).toMatchObject([
      { revision: 0, event: { type: 'Held', data: { place: 'camp 2' } } },
      { revision: 0, event: { type: 'Moved', data: { to: 'camp 7' } } },
    ]);
  });

  it('is withdrawn as a whole, as it was said', () => {
    const said = sample.fold(sample.fold(sample.empty, old, 0), withdrawn, 1);
    expect(standing(said)).toEqual([]);
  });
});
