import type { Speaker } from './speaker.js';

/** What a statement rests on: a typed reference, never text. */
export type Reference =
  | { readonly kind: 'event'; readonly stream: string; readonly revision: number }
  | { readonly kind: 'source'; readonly speaker: Speaker }
  | { readonly kind: 'claim' | 'document' | 'laboratory' | 'method'; readonly id: string };

export const REFERENCE_KINDS = ['event', 'source', 'claim', 'document', 'laboratory', 'method'] as const;

/** One reference or more; a statement of fact with an empty basis is refused. */
export type Basis = readonly Reference[];
