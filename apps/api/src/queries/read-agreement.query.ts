import { Controller, Get, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { agreementId } from '#libs/kernel/src/ids.js';
import { AgreementQuery } from '#libs/read-models/src/agreement/agreement.query.js';
import { TheId } from '../http/the-call.js';
import { Reads } from '../http/door.js';
import { noSuch } from '../http/problems.js';
import { Reading } from '../http/reading.js';
import { callerOf } from '../http/request-facts.js';
import { statedAnswer } from './stated-answer.js';

@Controller('agreements')
export class ReadAgreementDoor {
  constructor(
    private readonly queries: QueryBus,
    private readonly reading: Reading,
  ) {}

  @Get(':id')
  @Reads('read figures', 'An agreement: its terms, and every figure stated of it, each by its speaker')
  async read(
    @TheId() id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.reading.isUpToDate(request, ['agreements', 'exchanges']);
    const view = await this.queries.execute(new AgreementQuery(agreementId(id), callerOf(request).id));
    if (view === null) throw noSuch('agreement');
    const { revision, position: _, agreementId: __, figures, ...agreement } = view;
    reply.header('etag', `"${revision}"`);
    return { id, revision: String(revision), ...agreement, figures: figures.map(statedAnswer) };
  }
}
