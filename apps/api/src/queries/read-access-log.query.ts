import { Controller, Get, Query, Req } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { caseId, type StaffId } from '#libs/kernel/src/ids.js';
import { BrokenGlassQuery } from '#libs/read-models/src/broken-glass/broken-glass.query.js';
import { CaseAccessQuery } from '#libs/read-models/src/case-access/case-access.query.js';
import { AccessLog, type PastAccess } from '#libs/records/src/access-log.js';
import { ConsistencyTokens } from '../http/consistency-tokens.js';
import { Reads } from '../http/door.js';
import { checkedField } from '../http/fields.js';
import { noSuch } from '../http/problems.js';
import { Reading } from '../http/reading.js';
import { callerOf } from '../http/request-facts.js';
import { TheId } from '../http/the-call.js';
import { wholeNumber } from './whole-number.js';

const MOST = 100;

export class AccessLogParameters {
  @checkedField(
    {
      name: 'cursor',
      fits: (value) => typeof value === 'string' && /^[\w-]{1,100}$/.test(value),
      rule: 'What a page before answered as next stands here.',
      remedy: 'Send it as it was answered, or leave it out.',
    },
    { type: 'string' },
    { optional: true, description: 'What the page before answered as next' },
  )
  readonly before!: string | null;

  @wholeNumber(1, MOST, 'How many at most')
  readonly limit!: string | null;
}

@Controller('cases')
export class ReadAccessLogDoor {
  constructor(
    private readonly queries: QueryBus,
    private readonly reading: Reading,
    private readonly log: AccessLog,
    private readonly tokens: ConsistencyTokens,
  ) {}

  @Get(':id/access-log')
  @Reads('read who read a case', 'Who read a case or was denied it, newest first, and why', true)
  async read(
    @TheId() id: string,
    @Query() { before, limit }: AccessLogParameters,
    @Req() request: FastifyRequest,
  ) {
    await this.reading.isUpToDate(request, ['cases', 'exchanges']);
    const most = limit === null ? MOST : Number(limit);
    const from = before === null ? null : this.tokens.open(before, 'before');
    // Whoever may not know that there is such a case learns it here no more than elsewhere.
    const known = await this.queries.execute(new CaseAccessQuery(caseId(id), callerOf(request)));
    const subject = `case-${id}`;
    if (known === null) {
      await this.reading.logged(request, [`access-log-${subject}`], 'not-found');
      throw noSuch('case');
    }
    const found = await this.log.accessesOf(subject, from, most + 1);
    const page = found.slice(0, most);
    const reasons = await this.#reasonsOf(page, callerOf(request).id);
    await this.reading.logged(request, [`access-log-${subject}`], 'allowed');
    const last = page.at(-1);
    return {
      id,
      accesses: page.map(({ id: _, route, glass, ...access }) => ({
        ...access,
        ...didBy(route),
        glass: glass === null ? null : { id: glass, reason: reasons.get(glass) ?? null },
      })),
      next: found.length > most && last !== undefined ? this.tokens.seal(last.id) : null,
    };
  }

  async #reasonsOf(page: readonly PastAccess[], viewer: StaffId): Promise<Map<string, string | null>> {
    const ids = [...new Set(page.flatMap(({ glass }) => glass ?? []))];
    if (ids.length === 0) return new Map();
    const broken = await this.queries.execute(new BrokenGlassQuery(viewer, ids));
    return new Map(broken.map(({ glass, reason }) => [glass, reason]));
  }
}

const READ = /^(GET |auditor |POST \/cases\/search$)/;

/** Which change was tried is left out: it may itself tell of an embargoed exchange. */
const didBy = (route: string) => (READ.test(route) ? { did: 'read', route } : { did: 'change', route: null });
