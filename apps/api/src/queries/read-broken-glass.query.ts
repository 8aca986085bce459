import { Controller, Get, Query, Req } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { glassId } from '#libs/kernel/src/ids.js';
import { GLASS_LIMIT, UnreviewedGlassQuery } from '#libs/read-models/src/broken-glass/broken-glass.query.js';
import { Reads } from '../http/door.js';
import { IdField } from '../http/fields.js';
import { Reading } from '../http/reading.js';
import { callerOf } from '../http/request-facts.js';
import { wholeNumber } from './whole-number.js';

export class BrokenGlassParameters {
  @IdField({ optional: true, description: 'Only what was broken after this one' })
  readonly after!: string | null;

  @wholeNumber(1, GLASS_LIMIT, 'How many at most')
  readonly limit!: string | null;
}

@Controller('break-glass')
export class ReadBrokenGlassDoor {
  constructor(
    private readonly queries: QueryBus,
    private readonly reading: Reading,
  ) {}

  @Get()
  @Reads('read broken glass', 'Every breaking of the glass that awaits its review, oldest first', true, false)
  async read(@Query() { after, limit }: BrokenGlassParameters, @Req() request: FastifyRequest) {
    await this.reading.isUpToDate(request, ['cases', 'exchanges']);
    const page = await this.queries.execute(
      new UnreviewedGlassQuery(
        callerOf(request).id,
        after === null ? null : glassId(after),
        limit === null ? GLASS_LIMIT : Number(limit),
      ),
    );
    await this.reading.logged(
      request,
      page.glasses.map(({ glass }) => `glass-${glass}`),
      'allowed',
    );
    return page;
  }
}
