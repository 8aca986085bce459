import { defineEvent } from '../stored/event-definition.js';
import { basis, count, date, optional, personal, statement, text, word } from '../stored/fields.js';
import type { Basis } from '../basis.js';
import type { Edtf } from '../edtf/edtf.js';
import type { Personal } from '../personal.js';

export const CORRECTION_REASONS = ['entered-in-error', 'better-source', 'more-precise'] as const;

/** The statement of that revision reads `to` from now on: an event of the same type, whole. */
export const statementCorrected = defineEvent('StatementCorrected', {
  revision: count(),
  occurredAt: date(),
  to: statement<unknown>(),
  reason: word(CORRECTION_REASONS),
  note: optional(personal(text())),
  basis: basis(),
});

export interface StatementCorrected<Statement> {
  readonly type: 'StatementCorrected';
  readonly data: {
    readonly revision: number;
    readonly occurredAt: Edtf;
    readonly to: Statement;
    readonly reason: (typeof CORRECTION_REASONS)[number];
    readonly note: Personal<string> | null;
    readonly basis: Basis;
  };
}
