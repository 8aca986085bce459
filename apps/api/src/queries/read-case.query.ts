import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { caseId } from '#libs/kernel/src/ids.js';
import { CaseFileQuery } from '#libs/read-models/src/case-file/case-file.query.js';
import { Reads } from '../http/door.js';
import { dayIn, instantIn } from '../http/instants.js';
import { TheId } from '../http/the-call.js';
import { Reading } from '../http/reading.js';
import { callerOf } from '../http/request-facts.js';
import { AsOfParameters } from './views.js';

@Controller('cases')
export class ReadCaseDoor {
  constructor(
    private readonly queries: QueryBus,
    private readonly reading: Reading,
  ) {}

  @Get(':id')
  @Reads('read a case', 'The file of a person: as it stands, or as of a day, or as known at an instant', true)
  async read(
    @TheId() id: string,
    @Query() { validAt, knownAt }: AsOfParameters,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.reading.isUpToDate(request, ['cases', 'exchanges']);
    const [day, instant] = [dayIn(validAt), instantIn(knownAt)];
    const asOf = { ...(day && { validAt: day }), ...(instant && { knownAt: instant }) };
    const asked = this.queries.execute(new CaseFileQuery(caseId(id), callerOf(request), asOf));
    const view = await this.reading.ofCase(request, id, asked);
    const { revision, position: _, caseId: __, openedBy: ___, ...file } = view;
    if (!day && !instant) reply.header('etag', `"${revision}"`);
    return { id, revision: String(revision), ...file };
  }
}
