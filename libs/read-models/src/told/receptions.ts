import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import type { AgreementId } from '#libs/kernel/src/ids.js';
import type { Ask } from '#libs/projections/src/ask.js';
import type { ReceptionFiguresRow } from '../reception-figures/reception-figures.entity.js';

export interface ToldReception {
  readonly receivedAt: Edtf | null;
  readonly direction: ReceptionFiguresRow['direction'];
  readonly agreement: AgreementId | null;
  readonly counts: ReceptionFiguresRow['counts'];
}

const MOST = 10_000;

/** Every reception of containers, in the order of their days. */
export function toldReceptions(ask: Ask): Promise<ToldReception[]> {
  return ask<ToldReception>(
    `SELECT received_at AS "receivedAt", direction, agreement, counts
     FROM read.report_reception_figures ORDER BY received_at, reception_id LIMIT $1`,
    [MOST],
  );
}
