import { Controller, Get, Query, Req } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { caseId } from '#libs/kernel/src/ids.js';
import { CaseDifferenceQuery } from '#libs/read-models/src/case-file/case-difference.query.js';
import { Reads } from '../http/door.js';
import { TheId } from '../http/the-call.js';
import { Reading } from '../http/reading.js';
import { callerOf } from '../http/request-facts.js';
import { DifferenceParameters, differenceAnswer, viewsIn } from './views.js';

@Controller('cases')
export class ReadCaseDifferenceDoor {
  constructor(
    private readonly queries: QueryBus,
    private readonly reading: Reading,
  ) {}

  @Get(':id/difference')
  @Reads('read a case', 'What two views of a person answer differently, and the events that caused it', true)
  async read(@TheId() id: string, @Query() views: DifferenceParameters, @Req() request: FastifyRequest) {
    const { from, to } = viewsIn(views);
    await this.reading.isUpToDate(request, ['cases', 'exchanges']);
    const asked = this.queries.execute(new CaseDifferenceQuery(caseId(id), callerOf(request), from, to));
    return differenceAnswer(id, await this.reading.ofCase(request, id, asked));
  }
}
