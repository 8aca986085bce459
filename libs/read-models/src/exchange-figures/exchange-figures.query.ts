import { Query, QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { HandedOver } from '#libs/agreements/src/handed-over.js';
import type { EmbargoPhase } from '#libs/agreements/src/questions-of-exchange.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import type { AgreementId, ExchangeId, StaffId } from '#libs/kernel/src/ids.js';
import type { StatedFigure } from '../agreement/agreement.entity.js';
import { EMBARGOED } from './withheld.js';
import { peopleFigures, type PeopleCount, type PeopleFigures } from './people-figures.js';

export type Figures =
  | ({ readonly kind: 'told' } & HandedOver & PeopleFigures)
  | { readonly kind: 'withheld'; readonly reason: typeof EMBARGOED };

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
  /** What anybody stated in public of this exchange: claims of their speakers, which lift no embargo. */
  readonly stated: readonly (StatedFigure & { readonly agreement: AgreementId })[];
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

type Found = Omit<ExchangeFiguresView, 'handedOver'> & {
  readonly handedOver: HandedOver | null;
  readonly people: readonly PeopleCount[];
};

const FIGURES = `
  SELECT exchange_id AS "exchangeId", revision, position, planned_for AS "plannedFor", agreements, ordinal,
         completed, embargo, handed_over AS "handedOver",
         (SELECT coalesce(jsonb_agg(jsonb_build_object('agreement', p.agreement, 'category', p.category, 'rankGroup',
            p.rank_group, 'sex', p.sex, 'people', p.people)), '[]') FROM read.exchange_people_for($1, $2) p) AS people,
         (SELECT coalesce(jsonb_agg(stated || jsonb_build_object('agreement', a.agreement_id)
            ORDER BY stated ->> 'recordedAt', a.agreement_id, (stated ->> 'revision')::int), '[]')
          FROM read.agreement a, jsonb_array_elements(a.figures) AS stated
          WHERE a.figures @> jsonb_build_array(jsonb_build_object('exchange', $2::text)) AND stated ->> 'exchange' = $2::text) AS stated
  FROM read.exchange_figures_for($1, $2) LIMIT 1`;

@QueryHandler(ExchangeFiguresQuery)
export class ExchangeFiguresHandler implements IQueryHandler<ExchangeFiguresQuery> {
  constructor(private readonly db: DataSource) {}

  async execute({ exchangeId, viewer }: ExchangeFiguresQuery): Promise<ExchangeFiguresView | null> {
    const [found] = await this.db.query<Found[]>(FIGURES, [viewer, exchangeId]);
    if (found === undefined) return null;
    const { handedOver, people, ...exchange } = found;
    return {
      ...exchange,
      handedOver: handedOver
        ? { kind: 'told', ...handedOver, ...peopleFigures(people) }
        : { kind: 'withheld', reason: EMBARGOED },
    };
  }
}
