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

@Controller('agreements')
export class ReadAgreementAsOfDoor {
  constructor(
    private readonly queries: QueryBus,
    private readonly reading: Reading,
  ) {}

  @Get(':id/as-of')
  @Reads(
    'read figures',
    'The facts about an agreement, as of a day and as known at an instant: its terms, and each figure stated of it',
    true,
  )
  async read(@TheId() id: string, @Query() view: AsOfParameters, @Req() request: FastifyRequest) {
    await this.reading.isUpToDate(request, ['agreements']);
    const asked = new FactsAsOfQuery('agreement', id, callerOf(request).id, viewIn(view));
    const facts = await this.queries.execute(asked);
    if (facts === null) throw noSuch('agreement');
    return { id, facts };
  }
}
