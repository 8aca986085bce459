import { Controller, Get, Query, Req } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { FactsBetweenQuery } from '#libs/read-models/src/as-of/facts-between.query.js';
import { Reads } from '../http/door.js';
import { noSuch } from '../http/problems.js';
import { Reading } from '../http/reading.js';
import { callerOf } from '../http/request-facts.js';
import { TheId } from '../http/the-call.js';
import { differenceAnswer, DifferenceParameters, viewsIn } from './views.js';

@Controller('receptions')
export class ReadReceptionDifferenceDoor {
  constructor(
    private readonly queries: QueryBus,
    private readonly reading: Reading,
  ) {}

  @Get(':id/difference')
  @Reads(
    'read figures',
    'What two views of a reception of containers answer differently, and the events that caused it',
    true,
  )
  async read(@TheId() id: string, @Query() views: DifferenceParameters, @Req() request: FastifyRequest) {
    const { from, to } = viewsIn(views);
    await this.reading.isUpToDate(request, ['receptions']);
    const asked = new FactsBetweenQuery('reception', id, callerOf(request).id, from, to);
    const found = await this.queries.execute(asked);
    if (found === null) throw noSuch('reception');
    return differenceAnswer(id, found);
  }
}
