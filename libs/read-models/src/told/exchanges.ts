import type { HandedOver } from '#libs/agreements/src/handed-over.js';
import type { EmbargoPhase } from '#libs/agreements/src/questions-of-exchange.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import type { AgreementId, ExchangeId } from '#libs/kernel/src/ids.js';
import type { Ask } from '#libs/projections/src/ask.js';
import type { PeopleCount } from '../exchange-figures/people-figures.js';

/** An exchange as reports are told of it. The figures are null, and the people none, while they are withheld. */
export interface ToldExchange {
  readonly exchangeId: ExchangeId;
  readonly plannedFor: Edtf | null;
  readonly agreements: readonly AgreementId[];
  readonly ordinal: number | null;
  readonly embargo: EmbargoPhase;
  readonly handedOver: HandedOver | null;
  readonly people: readonly PeopleCount[];
}

/** More than a war has exchanges. */
const MOST = 10_000;

/** Every exchange that is known, in the order of their days. */
export function toldExchanges(ask: Ask): Promise<ToldExchange[]> {
  return ask<ToldExchange>(
    `SELECT exchange_id AS "exchangeId", planned_for AS "plannedFor", agreements, ordinal, embargo, handed_over AS "handedOver",
            (SELECT coalesce(jsonb_agg(jsonb_build_object('agreement', p.agreement, 'category', p.category, 'rankGroup',
               p.rank_group, 'sex', p.sex, 'people', p.people)), '[]')
             FROM read.report_exchange_people p WHERE p.exchange_id = e.exchange_id) AS people
     FROM read.report_exchange_figures e ORDER BY planned_for, exchange_id LIMIT $1`,
    [MOST],
  );
}
