import type { Basis } from '#libs/kernel/src/basis.js';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { agreementId } from '#libs/kernel/src/ids.js';
import type { ContainersCounted } from '../events/containers-counted.event.js';
import type { ContainersReceived } from '../events/containers-received.event.js';

/** The containers of 16 June 2025. */
type Saying<E extends { readonly data: unknown }> = (data?: Partial<E['data']>) => E;

export const source: Basis = [{ kind: 'source', speaker: 'coordination-headquarters' }];
export const otherSource: Basis = [{ kind: 'source', speaker: 'other-side' }];

export const received: Saying<ContainersReceived> = (data) => ({
  type: 'ContainersReceived',
  data: {
    occurredAt: edtf('2025-06-16'),
    direction: 'to-ukraine',
    agreement: agreementId('2f1c9a84-3d57-4e0b-8a6d-51b7c0e9f213'),
    counts: [{ speaker: 'coordination-headquarters', count: 1245, bound: 'exact', basis: source }],
    basis: source,
    ...data,
  },
});

export const counted: Saying<ContainersCounted> = (data) => ({
  type: 'ContainersCounted',
  data: {
    occurredAt: edtf('2025-06-16'),
    speaker: 'other-side',
    count: 1248,
    bound: 'exact',
    basis: otherSource,
    ...data,
  },
});
