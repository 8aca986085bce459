import { Query, QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { StaffId } from '#libs/kernel/src/ids.js';
import type { When } from '#libs/kernel/src/two-times/when.js';
import { things, type ThingKind } from './things.js';
import type { FactTold } from './told-thing.js';

/**
 * The facts about an agreement, an exchange or a reception in one view, as `viewer` (a staff id) may know them now. Null if nothing was
 * known of it by then. Throws NotFilledYet.
 */
export class FactsAsOfQuery extends Query<readonly FactTold[] | null> {
  constructor(
    readonly kind: ThingKind,
    readonly id: string,
    readonly viewer: StaffId,
    readonly when: When,
  ) {
    super();
  }
}

@QueryHandler(FactsAsOfQuery)
export class FactsAsOfHandler implements IQueryHandler<FactsAsOfQuery> {
  constructor(private readonly db: DataSource) {}

  async execute({ kind, id, viewer, when }: FactsAsOfQuery): Promise<readonly FactTold[] | null> {
    return (await things[kind](this.db, id, viewer))?.factsAt(when) ?? null;
  }
}
