import { Controller, Get, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { receptionId } from '#libs/kernel/src/ids.js';
import { ReceptionFiguresQuery } from '#libs/read-models/src/reception-figures/reception-figures.query.js';
import { TheId } from '../http/the-call.js';
import { Reads } from '../http/door.js';
import { noSuch } from '../http/problems.js';
import { Reading } from '../http/reading.js';

@Controller('receptions')
export class ReadReceptionDoor {
  constructor(
    private readonly queries: QueryBus,
    private readonly reading: Reading,
  ) {}

  @Get(':id')
  @Reads('read figures', 'A reception of containers: the count that each speaker stated, side by side')
  async read(
    @TheId() id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.reading.isUpToDate(request, ['receptions']);
    const row = await this.queries.execute(new ReceptionFiguresQuery(receptionId(id)));
    if (row === null) throw noSuch('reception');
    const { revision, position: _, receptionId: __, counts, ...reception } = row;
    reply.header('etag', `"${revision}"`);
    return {
      id,
      revision: String(revision),
      ...reception,
      counts: counts.map((count) => ({ ...count, revision: String(count.revision) })),
    };
  }
}
