import { Controller, Get, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { intakeId } from '#libs/kernel/src/ids.js';
import { IntakeQuery } from '#libs/read-models/src/intakes/intake.query.js';
import { Reads } from '../http/door.js';
import { noSuch } from '../http/problems.js';
import { Reading } from '../http/reading.js';
import { callerOf } from '../http/request-facts.js';
import { TheId } from '../http/the-call.js';

@Controller('intakes')
export class ReadIntakeDoor {
  constructor(
    private readonly queries: QueryBus,
    private readonly reading: Reading,
  ) {}

  @Get(':id')
  @Reads(
    'read an intake',
    'The taking in of a list: what it is, from which document; its postings for its opener',
  )
  async read(
    @TheId() id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.reading.isUpToDate(request, ['intakes']);
    const view = await this.queries.execute(new IntakeQuery(intakeId(id), callerOf(request)));
    if (view === null) throw noSuch('intake');
    const { intakeId: _, revision, postings, ...intake } = view;
    if (revision === null) return { id, ...intake };
    reply.header('etag', `"${revision}"`);
    return { id, revision: String(revision), ...intake, postings };
  }
}
