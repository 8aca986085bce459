import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { caseId } from '#libs/kernel/src/ids.js';
import { CaseHistoryQuery, HISTORY_LIMIT } from '#libs/read-models/src/case-history/case-history.query.js';
import { TheId } from '../http/the-call.js';
import { Reads } from '../http/door.js';
import { Reading } from '../http/reading.js';
import { callerOf } from '../http/request-facts.js';
import { wholeNumber } from './whole-number.js';

export class HistoryParameters {
  @wholeNumber(0, 999_999_999, 'Only what comes after this revision')
  readonly after!: string | null;

  @wholeNumber(1, HISTORY_LIMIT, 'How many lines at most')
  readonly limit!: string | null;
}

@Controller('cases')
export class ReadCaseHistoryDoor {
  constructor(
    private readonly queries: QueryBus,
    private readonly reading: Reading,
  ) {}

  @Get(':id/history')
  @Reads(
    'read a case',
    'What was recorded of a person: when it happened, when it was recorded, by whom',
    true,
  )
  async read(
    @TheId() id: string,
    @Query() { after, limit }: HistoryParameters,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.reading.isUpToDate(request, ['cases', 'exchanges']);
    const from = after === null ? null : Number(after);
    const most = limit === null ? HISTORY_LIMIT : Number(limit);
    const asked = this.queries.execute(new CaseHistoryQuery(caseId(id), callerOf(request), from, most));
    const page = await this.reading.ofCase(request, id, asked);
    reply.header('etag', `"${page.revision}"`);
    return {
      id,
      revision: String(page.revision),
      lines: page.lines.map(({ revision, withdrawnBy, correctedBy, ...line }) => ({
        revision: String(revision),
        ...line,
        withdrawnBy: textOf(withdrawnBy),
        correctedBy: textOf(correctedBy),
      })),
      next: textOf(page.next),
    };
  }
}

const textOf = (revision: number | null): string | null => (revision === null ? null : String(revision));
