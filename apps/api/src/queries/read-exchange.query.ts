import { Controller, Get, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { exchangeId } from '#libs/kernel/src/ids.js';
import { ExchangeFiguresQuery } from '#libs/read-models/src/exchange-figures/exchange-figures.query.js';
import { TheId } from '../http/the-call.js';
import { Reads } from '../http/door.js';
import { noSuch } from '../http/problems.js';
import { Reading } from '../http/reading.js';
import { statedAnswer } from './stated-answer.js';
import { callerOf } from '../http/request-facts.js';

@Controller('exchanges')
export class ReadExchangeDoor {
  constructor(
    private readonly queries: QueryBus,
    private readonly reading: Reading,
  ) {}

  @Get(':id')
  @Reads('read figures', 'An exchange: what was planned, and its figures, or why they are withheld')
  async read(
    @TheId() id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.reading.isUpToDate(request, ['exchanges', 'cases', 'agreements']);
    const view = await this.queries.execute(new ExchangeFiguresQuery(exchangeId(id), callerOf(request).id));
    if (view === null) throw noSuch('exchange');
    const { revision, position: _, exchangeId: __, stated, ...exchange } = view;
    // The revision of an embargoed exchange would tell how often its manifest grew.
    if (revision !== null) reply.header('etag', `"${revision}"`);
    return {
      id,
      revision: revision === null ? null : String(revision),
      ...exchange,
      stated: stated.map(statedAnswer),
    };
  }
}
