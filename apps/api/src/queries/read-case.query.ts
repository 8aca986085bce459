import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { caseId } from '#libs/kernel/src/ids.js';
import { CaseFileQuery } from '#libs/read-models/src/case-file/case-file.query.js';
import { Reads } from '../http/door.js';
import { TheId } from '../http/the-call.js';
import { checkedField } from '../http/fields.js';
import { dayIn, instantIn } from '../http/instants.js';
import { Reading } from '../http/reading.js';
import { callerOf } from '../http/request-facts.js';

export class AsOfParameters {
  @checkedField(
    {
      name: 'day',
      fits: (value) => dayIn(value) !== undefined,
      rule: 'A day of the calendar stands here.',
      remedy: 'Write it as 2025-06-14.',
    },
    { type: 'string', format: 'date' },
    { optional: true, example: '2025-06-14', description: 'What was so at the end of this day' },
  )
  readonly validAt!: string | null;

  @checkedField(
    {
      name: 'instant',
      fits: (value) => instantIn(value) !== undefined,
      rule: 'An instant with its zone, or a day, stands here.',
      remedy: 'Write it as 2025-06-14T18:00:00+03:00, or as 2025-06-14 for the end of that day in Kyiv.',
    },
    { type: 'string' },
    { optional: true, example: '2025-06-15T12:00:00Z', description: 'What was known by then' },
  )
  readonly knownAt!: string | null;
}

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
