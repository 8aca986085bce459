import { Query, QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { StaffId } from '#libs/kernel/src/ids.js';
import type { When } from '#libs/kernel/src/two-times/when.js';
import type { Differs } from './differs.js';
import { things, type ThingKind } from './things.js';

/**
 * What differs between two views of an agreement, an exchange or a reception, as `viewer` (a staff id) may know it now, and the events
 * that caused it: see docs/time.md. Null if neither view knows of it. Throws NotFilledYet, and a RangeError when only one view is of a
 * day.
 */
export class FactsBetweenQuery extends Query<Differs | null> {
  constructor(
    readonly kind: ThingKind,
    readonly id: string,
    readonly viewer: StaffId,
    readonly from: When,
    readonly to: When,
  ) {
    super();
  }
}

@QueryHandler(FactsBetweenQuery)
export class FactsBetweenHandler implements IQueryHandler<FactsBetweenQuery> {
  constructor(private readonly db: DataSource) {}

  async execute({ kind, id, viewer, from, to }: FactsBetweenQuery): Promise<Differs | null> {
    return (await things[kind](this.db, id, viewer))?.between(from, to) ?? null;
  }
}
