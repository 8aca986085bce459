import { Query, QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import type { AgreementId, ExchangeId, StaffId } from '#libs/kernel/src/ids.js';
import type { EmbargoPhase, HandedOver } from './exchange-figures.entity.js';

/** The reason with which figures are withheld. */
export const EMBARGOED = 'embargoed until the exchange is complete';

export type Figures =
  ({ readonly kind: 'told' } & HandedOver) | { readonly kind: 'withheld'; readonly reason: typeof EMBARGOED };

export interface ExchangeFiguresView {
  readonly exchangeId: ExchangeId;
  /** Null while withheld, as is the position: each part of a manifest moves them. */
  readonly revision: number | null;
  readonly position: string | null;
  readonly plannedFor: Edtf | null;
  readonly agreements: readonly AgreementId[];
  readonly ordinal: number | null;
  readonly completed: boolean;
  readonly embargo: EmbargoPhase;
  readonly handedOver: Figures;
}

/** An exchange as `viewer` (a staff id) may see it: what was planned, and its figures or why not. Null: not known. */
export class ExchangeFiguresQuery extends Query<ExchangeFiguresView | null> {
  constructor(
    readonly exchangeId: ExchangeId,
    readonly viewer: StaffId,
  ) {
    super();
  }
}

type Found = Omit<ExchangeFiguresView, 'handedOver'> & { readonly handedOver: HandedOver | null };

const FIGURES = `
  SELECT exchange_id AS "exchangeId", revision, position, planned_for AS "plannedFor", agreements, ordinal,
         completed, embargo, handed_over AS "handedOver"
  FROM read.exchange_figures_for($1) WHERE exchange_id = $2 LIMIT 1`;

@QueryHandler(ExchangeFiguresQuery)
export class ExchangeFiguresHandler implements IQueryHandler<ExchangeFiguresQuery> {
  constructor(private readonly db: DataSource) {}

  async execute({ exchangeId, viewer }: ExchangeFiguresQuery): Promise<ExchangeFiguresView | null> {
    const [found] = await this.db.query<Found[]>(FIGURES, [viewer, exchangeId]);
    if (found === undefined) return null;
    const { handedOver } = found;
    return {
      ...found,
      handedOver: handedOver ? { kind: 'told', ...handedOver } : { kind: 'withheld', reason: EMBARGOED },
    };
  }
}
