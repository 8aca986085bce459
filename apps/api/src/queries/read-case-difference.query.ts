import { Controller, Get, Query, Req } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { caseId } from '#libs/kernel/src/ids.js';
import {
  CaseDifferenceQuery,
  type EventNamed,
} from '#libs/read-models/src/case-file/case-difference.query.js';
import { Reads } from '../http/door.js';
import { TheId } from '../http/the-call.js';
import { dayIn, instantIn } from '../http/instants.js';
import { invalidInput } from '../http/problems.js';
import { Reading } from '../http/reading.js';
import { callerOf } from '../http/request-facts.js';
import { DayParameter, InstantParameter } from './as-of-fields.js';

export class DifferenceParameters {
  @DayParameter('The day of the first view; with it, toValidAt')
  readonly fromValidAt!: string | null;

  @InstantParameter('What the first view knows')
  readonly fromKnownAt!: string | null;

  @DayParameter('The day of the second view; with it, fromValidAt')
  readonly toValidAt!: string | null;

  @InstantParameter('What the second view knows')
  readonly toKnownAt!: string | null;
}

@Controller('cases')
export class ReadCaseDifferenceDoor {
  constructor(
    private readonly queries: QueryBus,
    private readonly reading: Reading,
  ) {}

  @Get(':id/difference')
  @Reads('read a case', 'What two views of a person answer differently, and the events that caused it', true)
  async read(
    @TheId() id: string,
    @Query() { fromValidAt, fromKnownAt, toValidAt, toKnownAt }: DifferenceParameters,
    @Req() request: FastifyRequest,
  ) {
    if ((fromValidAt === null) !== (toValidAt === null))
      throw invalidInput({
        parameter: fromValidAt === null ? 'fromValidAt' : 'toValidAt',
        rule: 'What stands cannot be compared with what was so on a day.',
        remedy: 'Give both fromValidAt and toValidAt, or neither.',
      });
    await this.reading.isUpToDate(request, ['cases', 'exchanges']);
    const from = { validAt: dayIn(fromValidAt) ?? null, knownAt: instantIn(fromKnownAt) ?? null };
    const to = { validAt: dayIn(toValidAt) ?? null, knownAt: instantIn(toKnownAt) ?? null };
    const asked = this.queries.execute(new CaseDifferenceQuery(caseId(id), callerOf(request), from, to));
    const { changed, between } = await this.reading.ofCase(request, id, asked);
    return {
      id,
      changed: changed.map(({ causes, ...fact }) => ({ ...fact, causes: causes.map(shown) })),
      between: between.map(shown),
    };
  }
}

const shown = <E extends EventNamed>({ revision, ...rest }: E) => ({ revision: String(revision), ...rest });
