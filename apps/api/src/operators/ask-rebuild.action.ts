import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { askToRebuild } from '#libs/projections/src/ask-projector.js';
import { AsksProjector } from '../http/door.js';
import { checkedField } from '../http/fields.js';
import { projectionNamed } from './names.js';
import { ProjectorRequests } from './projector-requests.js';
import { TheAsker, type Asker } from './the-asker.js';
import { WhyBody } from './why-body.js';

const MOST = 999_999_999;

export class AskRebuildBody extends WhyBody {
  @checkedField(
    {
      name: 'throttle',
      fits: (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MOST,
      rule: `A whole number of events a second from 1 to ${MOST} stands here.`,
      remedy: 'Write it without quotes, or leave it out for no throttle.',
    },
    { type: 'integer', minimum: 1, maximum: MOST },
    { optional: true, example: 5_000, description: 'At most so many events a second' },
  )
  readonly throttle!: number | null;
}

@Controller('projections')
export class AskRebuildDoor {
  constructor(private readonly requests: ProjectorRequests) {}

  @Post(':projection/rebuild')
  @AsksProjector(
    'Have the tables of a projection filled anew from the log, beside those that are read',
    'projection',
  )
  ask(
    @Param('projection') name: string,
    @Body() { why, throttle }: AskRebuildBody,
    @TheAsker() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const by = { ...asker, why };
    const projection = projectionNamed(name);
    return this.requests.record(reply, by, { throttle }, (db) =>
      askToRebuild(db, { ...by, projection }, throttle),
    );
  }
}
