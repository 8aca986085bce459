import { Controller, Get, Query, Req } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { FactsAsOfQuery } from '#libs/read-models/src/as-of/facts-as-of.query.js';
import { Reads } from '../http/door.js';
import { noSuch } from '../http/problems.js';
import { Reading } from '../http/reading.js';
import { callerOf } from '../http/request-facts.js';
import { TheId } from '../http/the-call.js';
import { AsOfParameters, viewIn } from './views.js';

@Controller('exchanges')
export class ReadExchangeAsOfDoor {
  constructor(
    private readonly queries: QueryBus,
    private readonly reading: Reading,
  ) {}

  @Get(':id/as-of')
  @Reads(
    'read figures',
    'The facts about an exchange, as of a day and as known at an instant: its plan, its embargo, its figures or why they are withheld, its completion',
    true,
  )
  async read(@TheId() id: string, @Query() view: AsOfParameters, @Req() request: FastifyRequest) {
    await this.reading.isUpToDate(request, ['exchanges']);
    const asked = new FactsAsOfQuery('exchange', id, callerOf(request).id, viewIn(view));
    const facts = await this.queries.execute(asked);
    if (facts === null) throw noSuch('exchange');
    return { id, facts };
  }
}
