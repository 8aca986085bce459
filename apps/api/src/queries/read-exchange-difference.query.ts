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

@Controller('exchanges')
export class ReadExchangeDifferenceDoor {
  constructor(
    private readonly queries: QueryBus,
    private readonly reading: Reading,
  ) {}

  @Get(':id/difference')
  @Reads(
    'read figures',
    'What two views of an exchange answer differently, and the events that caused it',
    true,
  )
  async read(@TheId() id: string, @Query() views: DifferenceParameters, @Req() request: FastifyRequest) {
    const { from, to } = viewsIn(views);
    await this.reading.isUpToDate(request, ['exchanges']);
    const asked = new FactsBetweenQuery('exchange', id, callerOf(request).id, from, to);
    const found = await this.queries.execute(asked);
    if (found === null) throw noSuch('exchange');
    return differenceAnswer(id, found);
  }
}
