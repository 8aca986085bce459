import { Controller, Get, Query, Req } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { intakeId } from '#libs/kernel/src/ids.js';
import { IntakeLinesQuery } from '#libs/read-models/src/intakes/intake-lines.query.js';
import { IntakeQuery } from '#libs/read-models/src/intakes/intake.query.js';
import { ConsistencyTokens } from '../http/consistency-tokens.js';
import { Reads } from '../http/door.js';
import { checkedField } from '../http/fields.js';
import { noSuch } from '../http/problems.js';
import { Reading } from '../http/reading.js';
import { callerOf } from '../http/request-facts.js';
import { TheId } from '../http/the-call.js';

export class IntakeLinesParameters {
  @checkedField(
    {
      name: 'place',
      fits: (value) => typeof value === 'string' && /^[\w-]{1,100}$/.test(value),
      rule: 'What the page before answered as next stands here.',
      remedy: 'Send it as it was answered, or leave it out for the first page.',
    },
    { type: 'string' },
    { optional: true, description: 'Only what comes after this place' },
  )
  readonly after!: string | null;
}

@Controller('intakes')
export class ReadIntakeLinesDoor {
  constructor(
    private readonly queries: QueryBus,
    private readonly reading: Reading,
    private readonly tokens: ConsistencyTokens,
  ) {}

  @Get(':id/lines')
  @Reads('read an intake', 'Which lines of a list led to an entry in which case', true)
  async read(@TheId() id: string, @Query() { after }: IntakeLinesParameters, @Req() request: FastifyRequest) {
    const from = after === null ? null : this.tokens.open(after, 'after');
    await this.reading.isUpToDate(request, ['intakes', 'cases', 'exchanges']);
    const caller = callerOf(request);
    const intake = await this.queries.execute(new IntakeQuery(intakeId(id), caller));
    if (intake === null) {
      await this.reading.logged(request, [`intake-${id}`], 'not-found');
      throw noSuch('intake');
    }
    const { lines, next } = await this.queries.execute(new IntakeLinesQuery(intakeId(id), caller, from));
    const cases = new Set(lines.map(({ caseId }) => `case-${caseId}`));
    // Not counted: of each case no more is told than that a line led to it, and few pages would be the cases of an hour.
    await this.reading.loggedUncounted(request, [`intake-${id}`, ...cases]);
    return {
      id,
      lines: lines.map(({ ref, caseId, recordedAt }) => ({ ref, case: caseId, recordedAt })),
      next: next === null ? null : this.tokens.seal(next),
    };
  }
}
