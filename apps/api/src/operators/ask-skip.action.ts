import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { askToSkip } from '#libs/projections/src/ask-projector.js';
import { askReactionToSkip } from '#libs/reactions/src/ask-reaction.js';
import { AsksProjector } from '../http/door.js';
import { IdField } from '../http/fields.js';
import { projectionNamed, reactionNamed } from './names.js';
import { ProjectorRequests } from './projector-requests.js';
import { TheAsker, type Asker } from './the-asker.js';
import { WhyBody } from './why-body.js';

export class AskSkipBody extends WhyBody {
  @IdField({ description: 'The event at which it stands still, to be sure which one is meant' })
  readonly event!: string;
}

@Controller()
export class AskSkipDoor {
  constructor(private readonly requests: ProjectorRequests) {}

  @Post('projections/:projection/skip')
  @AsksProjector(
    'Pass over the event at which a projection stands still: its rows lack it until the version of the projection is raised',
    'projection',
  )
  ask(
    @Param('projection') name: string,
    @Body() { why, event: eventId }: AskSkipBody,
    @TheAsker() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const by = { ...asker, why };
    const projection = projectionNamed(name);
    return this.requests.record(reply, by, { eventId }, (db) =>
      askToSkip(db, { ...by, projection }, eventId),
    );
  }

  @Post('reactions/:reaction/skip')
  @AsksProjector(
    'Pass over the event at which a reaction stands still: it leads to nothing, for good',
    'reaction',
  )
  askReaction(
    @Param('reaction') name: string,
    @Body() { why, event: eventId }: AskSkipBody,
    @TheAsker() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const by = { ...asker, why };
    const reaction = reactionNamed(name);
    return this.requests.record(reply, by, { eventId }, (db) =>
      askReactionToSkip(db, { ...by, reaction }, eventId),
    );
  }
}
