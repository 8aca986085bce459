import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { askToForgetOld } from '#libs/projections/src/ask-projector.js';
import { AsksProjector } from '../http/door.js';
import { projectionNamed } from './names.js';
import { ProjectorRequests } from './projector-requests.js';
import { TheAsker, type Asker } from './the-asker.js';
import { WhyBody } from './why-body.js';

@Controller('projections')
export class AskToForgetOldDoor {
  constructor(private readonly requests: ProjectorRequests) {}

  @Post(':projection/forget-old')
  @AsksProjector('Drop the tables that the last rebuild of a projection replaced', 'projection')
  ask(
    @Param('projection') name: string,
    @Body() { why }: WhyBody,
    @TheAsker() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const by = { ...asker, why };
    const projection = projectionNamed(name);
    return this.requests.record(reply, by, {}, (db) => askToForgetOld(db, { ...by, projection }));
  }
}
