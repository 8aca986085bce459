import type { Edtf } from '../edtf/edtf.js';
import type { Entry } from '../statements/standing.js';
import type { Dated } from './answer-at.js';

/** An event that says when it happened. */
export interface SaysWhen {
  readonly data: { readonly occurredAt: Edtf };
}

/** Entries with the date that each gives. */
export function dated<E extends SaysWhen>(entries: readonly Entry<E>[]): Dated<E>[] {
  return entries.map(({ revision, event }) => ({ revision, event, occurredAt: event.data.occurredAt }));
}
