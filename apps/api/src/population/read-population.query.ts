import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { caseId } from '#libs/kernel/src/ids.js';
import { Reads } from '../http/door.js';
import { IdField } from '../http/fields.js';
import { dayIn, instantIn } from '../http/instants.js';
import { invalidInput } from '../http/problems.js';
import { DayParameter, InstantParameter } from '../queries/as-of-fields.js';
import { PopulationLines } from './population-lines.js';

export class PopulationParameters {
  @DayParameter('What was so at the end of this day')
  readonly validAt!: string | null;

  @InstantParameter('What was known by then')
  readonly knownAt!: string | null;

  @IdField({ optional: true, description: 'Only the cases behind this one; with it, knownAt' })
  readonly after!: string | null;
}

@Controller('population')
export class ReadPopulationDoor {
  constructor(private readonly lines: PopulationLines) {}

  @Get()
  @Reads(
    'read everybody',
    'Where everybody stands: a line each, without names, and counts at the end',
    true,
    false,
  )
  @ApiProduces('application/x-ndjson')
  async read(
    @Query() { validAt, knownAt, after }: PopulationParameters,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (after !== null && knownAt === null)
      throw invalidInput({
        parameter: 'knownAt',
        rule: 'What goes on behind a case goes on as of the same instant.',
        remedy: 'Send knownAt as Homeward-Known-At told it in the answer that broke off.',
      });
    const view = { validAt: dayIn(validAt) ?? null, knownAt: instantIn(knownAt) ?? null };
    const told = await this.lines.begin(request, view, after === null ? null : caseId(after));
    void reply
      .code(200)
      .headers({
        'content-type': 'application/x-ndjson; charset=utf-8',
        'homeward-known-at': told.knownAt.toISOString(),
        // An api that is being stopped waits for its end, and not for what its connection is kept for.
        connection: 'close',
      })
      .send(told.lines);
  }
}
