import { Query, QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { ReceptionId } from '#libs/kernel/src/ids.js';
import { ReceptionFiguresRow } from './reception-figures.entity.js';

/** A reception of containers with every speaker's figures. Null: not known. */
export class ReceptionFiguresQuery extends Query<ReceptionFiguresRow | null> {
  constructor(readonly receptionId: ReceptionId) {
    super();
  }
}

@QueryHandler(ReceptionFiguresQuery)
export class ReceptionFiguresHandler implements IQueryHandler<ReceptionFiguresQuery> {
  constructor(private readonly db: DataSource) {}

  execute({ receptionId }: ReceptionFiguresQuery): Promise<ReceptionFiguresRow | null> {
    return this.db.getRepository(ReceptionFiguresRow).findOneBy({ receptionId });
  }
}
