import { Controller, Get, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { readReactionStops, REACTIONS } from '#libs/reactions/src/ask-reaction.js';
import { TellsOperators } from '../http/door.js';
import { Reading } from '../http/reading.js';
import { projectionAnswers, stopAnswer } from './projection-answer.js';
import { withClient } from './with-client.js';

@Controller('projections')
export class ReadProjectionsDoor {
  constructor(
    private readonly db: DataSource,
    private readonly reading: Reading,
  ) {}

  @Get()
  @TellsOperators(
    'How far each projection has come, what stopped it or a reaction, which events its rows lack, and its last rebuild',
  )
  async read(@Req() request: FastifyRequest) {
    const [projections, stops] = await withClient(this.db, async (db) => [
      await projectionAnswers(db, new Date()),
      await readReactionStops(db),
    ]);
    const reactions = REACTIONS.map((name) => ({
      name,
      stopped: stopAnswer(stops.find(({ reaction }) => reaction === name)?.stopped ?? null),
    }));
    // Named by whom it stops, and not by the case: who reads of what stops whom is not told to those who may not know that it happened.
    const named = [
      ...projections.flatMap(({ name, stopped, skipped, rebuild }) =>
        stopped?.event || rebuild?.stopped?.event || skipped.length > 0 ? [`projection-${name}`] : [],
      ),
      ...reactions.flatMap(({ name, stopped }) => (stopped?.event ? [`reaction-${name}`] : [])),
    ];
    if (named.length > 0) await this.reading.loggedUncounted(request, named);
    return { projections, reactions };
  }
}
