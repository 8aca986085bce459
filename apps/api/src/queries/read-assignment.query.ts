import { Controller, Get, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { caseId } from '#libs/kernel/src/ids.js';
import { CaseAccessQuery } from '#libs/read-models/src/case-access/case-access.query.js';
import { Reads } from '../http/door.js';
import { Reading } from '../http/reading.js';
import { callerOf } from '../http/request-facts.js';
import { TheId } from '../http/the-call.js';

@Controller('cases')
export class ReadAssignmentDoor {
  constructor(
    private readonly queries: QueryBus,
    private readonly reading: Reading,
  ) {}

  @Get(':id/assignment')
  @Reads('read an assignment', 'To whom a case is assigned, and nothing else of it')
  async read(
    @TheId() id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.reading.isUpToDate(request, ['cases', 'exchanges']);
    const asked = this.queries.execute(new CaseAccessQuery(caseId(id), callerOf(request)));
    const { revision, openedFor, assignment } = await this.reading.ofCase(request, id, asked);
    reply.header('etag', `"${revision}"`);
    return { id, revision: String(revision), openedFor, assignment };
  }
}
