import { Query, QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { AgreementId, StaffId } from '#libs/kernel/src/ids.js';
import { EMBARGOED_UNDER } from '../exchange-figures/withheld.js';
import type { AgreementRow } from './agreement.entity.js';

export type AgreementView = AgreementRow & {
  /** Those whom our own manifests name, in all exchanges; what others say stands under `figures`. */
  readonly handedOver:
    | { readonly kind: 'told'; readonly total: number }
    | { readonly kind: 'withheld'; readonly reason: typeof EMBARGOED_UNDER };
};

/** An agreement with its terms and every figure stated of it, as `viewer` (a staff id) may see it. Null: not known. */
export class AgreementQuery extends Query<AgreementView | null> {
  constructor(
    readonly agreementId: AgreementId,
    readonly viewer: StaffId,
  ) {
    super();
  }
}

const AGREEMENT = `
  SELECT agreement_id AS "agreementId", revision, position, reached_at AS "reachedAt", title, place, categories, remains, basis,
         figures, read.agreement_people_for($1, agreement_id) AS people
  FROM read.agreement WHERE agreement_id = $2 LIMIT 1`;

@QueryHandler(AgreementQuery)
export class AgreementHandler implements IQueryHandler<AgreementQuery> {
  constructor(private readonly db: DataSource) {}

  async execute({ agreementId, viewer }: AgreementQuery): Promise<AgreementView | null> {
    const [found] = await this.db.query<(AgreementRow & { people: number | null })[]>(AGREEMENT, [
      viewer,
      agreementId,
    ]);
    if (found === undefined) return null;
    const { people, ...row } = found;
    return {
      ...row,
      handedOver:
        people === null ? { kind: 'withheld', reason: EMBARGOED_UNDER } : { kind: 'told', total: people },
    };
  }
}
