import type { Basis } from '../basis.js';
import type { Explanation } from '../decision.js';
import type { CivilDay } from '../edtf/civil-day.js';
import type { Edtf } from '../edtf/edtf.js';
import { mayBeBy } from '../edtf/span.js';

/** Why a statement cannot be recorded, whatever it says, and what that tells the caseworker. */
export const unfitRefusals = {
  'empty-basis': {
    field: 'basis',
    rule: 'A statement of fact names what it rests on.',
    remedy: 'Give at least one reference: an event, a claim, a source, a document, a laboratory or a method.',
  },
  'in-the-future': {
    field: 'occurredAt',
    rule: 'A statement tells what has happened by today in Kyiv.',
    remedy: 'Give a day, or a span that begins, no later than today.',
  },
} as const satisfies Record<string, Explanation>;

export type Unfit = keyof typeof unfitRefusals;

/** What every statement of fact is held to: it rests on something, and it has happened, or may have, by today. */
export function unfit(
  said: { readonly occurredAt: Edtf; readonly basis: Basis },
  today: CivilDay,
): Unfit | null {
  if (said.basis.length === 0) return 'empty-basis';
  return mayBeBy(said.occurredAt, today) ? null : 'in-the-future';
}
