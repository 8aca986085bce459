import type { Basis } from '#libs/kernel/src/basis.js';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { staffId } from '#libs/kernel/src/ids.js';
import type { IntakeClosed } from '../events/intake-closed.event.js';
import type { IntakeLinesTaken } from '../events/intake-lines-taken.event.js';
import type { IntakeOpened } from '../events/intake-opened.event.js';

/** A list that the other side handed over. */
type Saying<E extends { readonly data: unknown }> = (data?: Partial<E['data']>) => E;

export const document: Basis = [{ kind: 'document', id: '00000000-0000-4000-8000-0000000000d1' }];

export const opened: Saying<IntakeOpened> = (data) => ({
  type: 'IntakeOpened',
  data: {
    occurredAt: edtf('2025-06-07'),
    list: 'list-of-the-other-side',
    openedBy: staffId('5aff0000-0000-4000-8000-000000000001'),
    basis: [...document, { kind: 'source', speaker: 'other-side' }],
    ...data,
  },
});

export const taken: Saying<IntakeLinesTaken> = (data) => ({
  type: 'IntakeLinesTaken',
  data: {
    posting: '00000000-0000-4000-8000-0000000000f1',
    outcomes: [
      { outcome: 'recorded', lines: 1_918 },
      { outcome: 'invalid', lines: 2 },
    ],
    refs: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    complete: true,
    ...data,
  },
});

export const closed: Saying<IntakeClosed> = (data) => ({
  type: 'IntakeClosed',
  data: { occurredAt: edtf('2025-06-09'), closure: 'taken-in', basis: document, ...data },
});
