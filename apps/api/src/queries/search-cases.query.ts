import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiResponse } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CaseSearchQuery } from '#libs/read-models/src/case-names/case-search.query.js';
import { Reads } from '../http/door.js';
import { Reading } from '../http/reading.js';
import { callerOf } from '../http/request-facts.js';
import { SearchCursors } from '../http/search-cursors.js';
import { SearchAnswer } from './search-answer.js';
import { askOf, SearchBody } from './search-body.js';

@Controller('cases/search')
export class SearchCasesDoor {
  constructor(
    private readonly queries: QueryBus,
    private readonly reading: Reading,
    private readonly cursors: SearchCursors,
  ) {}

  @Post()
  @HttpCode(200)
  @Reads(
    'search cases',
    'Files by name, service number, date of birth and facts: those open to the caller that fit all of it',
    false,
    false,
  )
  @ApiResponse({ status: 200, type: SearchAnswer, description: 'A page of files, with why each was found' })
  async search(@Body() body: SearchBody, @Req() request: FastifyRequest): Promise<SearchAnswer> {
    const ask = askOf(body);
    const caller = callerOf(request);
    const after = body.after === null ? null : this.cursors.open(body.after, caller.id, ask);
    await this.reading.isUpToDate(request, ['cases', 'exchanges']);
    const page = await this.queries.execute(new CaseSearchQuery(ask, caller, after, body.limit));
    const subjects = page.hits.map(({ id }) => `case-${id}`);
    await this.reading.logged(request, subjects, subjects.length === 0 ? 'not-found' : 'allowed');
    const next = page.next && this.cursors.seal(page.next, caller.id, ask);
    const { hits, complete, candidates } = page;
    return { hits, next, complete, candidates };
  }
}
