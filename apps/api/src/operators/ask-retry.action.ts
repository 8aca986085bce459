import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { askToRetry } from '#libs/projections/src/ask-projector.js';
import { askReactionToRetry } from '#libs/reactions/src/ask-reaction.js';
import { AsksProjector } from '../http/door.js';
import { projectionNamed, reactionNamed } from './names.js';
import { ProjectorRequests } from './projector-requests.js';
import { TheAsker, type Asker } from './the-asker.js';
import { WhyBody } from './why-body.js';

@Controller()
export class AskRetryDoor {
  constructor(private readonly requests: ProjectorRequests) {}

  @Post('projections/:projection/retry')
  @AsksProjector('Try again where a projection, or a rebuild of it, stands still', 'projection')
  ask(
    @Param('projection') name: string,
    @Body() { why }: WhyBody,
    @TheAsker() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const by = { ...asker, why };
    const projection = projectionNamed(name);
    return this.requests.record(reply, by, {}, (db) => askToRetry(db, { ...by, projection }));
  }

  @Post('reactions/:reaction/retry')
  @AsksProjector('Try again where a reaction stands still', 'reaction')
  askReaction(
    @Param('reaction') name: string,
    @Body() { why }: WhyBody,
    @TheAsker() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const by = { ...asker, why };
    const reaction = reactionNamed(name);
    return this.requests.record(reply, by, {}, (db) => askReactionToRetry(db, { ...by, reaction }));
  }
}
