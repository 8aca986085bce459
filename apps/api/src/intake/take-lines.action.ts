import { Controller, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TakesLines } from '../http/door.js';
import { TheId } from '../http/the-call.js';
import { IntakeLineBody } from './line-form.js';
import { Postings } from './postings.js';

@Controller('intakes/:id/lines')
export class TakeLinesDoor {
  constructor(private readonly postings: Postings) {}

  @Post()
  @TakesLines(
    'take a list in',
    'Take lines of a list in: each is one action on a case, answered as soon as it is known',
    IntakeLineBody,
  )
  async take(@TheId() id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const answers = await this.postings.begin(id, request);
    void reply.code(200).header('content-type', 'application/x-ndjson; charset=utf-8').send(answers);
  }
}
