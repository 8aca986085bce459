import type { AgreementId } from '#libs/kernel/src/ids.js';
import type { Ask } from '#libs/projections/src/ask.js';
import type { StatedFigure } from '../agreement/agreement.entity.js';

/** An agreement as reports are told of it. `people` is null while an exchange under it is withheld. */
export interface ToldAgreement {
  readonly agreementId: AgreementId;
  readonly title: string;
  readonly figures: readonly StatedFigure[];
  readonly people: number | null;
}

const MOST = 1_000;

export function toldAgreements(ask: Ask): Promise<ToldAgreement[]> {
  return ask<ToldAgreement>(
    `SELECT agreement_id AS "agreementId", coalesce(title, agreement_id::text) AS title, figures, people
     FROM read.report_agreement JOIN read.report_agreement_people USING (agreement_id)
     ORDER BY reached_at, agreement_id LIMIT $1`,
    [MOST],
  );
}
