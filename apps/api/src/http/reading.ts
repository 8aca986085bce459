import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CheckpointWaiter } from '#libs/projections/src/checkpoint-waiter.js';
import { CaseNotOpen, type OpenedBy } from '#libs/read-models/src/case-access/case-not-open.js';
import type { Access } from '#libs/records/src/access-log.js';
import { notPermitted } from './access-problems.js';
import { AccessRecords } from './access-records.js';
import { ConsistencyTokens } from './consistency-tokens.js';
import { noSuch, notYetVisible } from './problems.js';

const WAIT_MS = 5_000;

/** What every read does beside its query: wait for what the caller wrote, and record who read about whom. */
@Injectable()
export class Reading {
  constructor(
    private readonly tokens: ConsistencyTokens,
    private readonly waiter: CheckpointWaiter,
    private readonly access: AccessRecords,
  ) {}

  /** Waits until these projections show what the caller's consistency token stands for, if one was sent. */
  async isUpToDate(request: FastifyRequest, projections: readonly string[]): Promise<void> {
    const token = request.headers['homeward-consistency-token'];
    if (token === undefined) return;
    const position = this.tokens.open(String(token));
    const passed = await Promise.all(
      projections.map((projection) => this.waiter.passed(projection, position, WAIT_MS)),
    );
    if (passed.includes(false)) throw notYetVisible();
  }

  /**
   * What a query about one case answers, recorded before it is handed out. Throws a Problem when there is no such case, when it is not
   * open to the caller, and when it cannot be recorded.
   */
  async ofCase<View extends { readonly openedBy: OpenedBy }>(
    request: FastifyRequest,
    id: string,
    answer: Promise<View | null>,
  ): Promise<View> {
    const subjects = [`case-${id}`];
    const view = await answer.catch(async (error: unknown) => {
      if (!(error instanceof CaseNotOpen)) throw error;
      await this.access.write(request, subjects, 'denied');
      throw notPermitted('not-assigned');
    });
    if (view === null) {
      await this.access.write(request, subjects, 'not-found');
      throw noSuch('case');
    }
    const { openedBy } = view;
    const glass = openedBy === 'role' || openedBy === 'assignment' ? undefined : openedBy;
    await this.access.write(request, subjects, 'allowed', glass);
    return view;
  }

  /** Before personal data is handed out, or the word that there is none. Throws a Problem when it cannot be written. */
  logged(request: FastifyRequest, subjects: readonly string[], outcome: Access['outcome']): Promise<void> {
    return this.access.write(request, subjects, outcome);
  }

  /** As `logged`, of what was allowed and does not count for the cases that one person may be shown within an hour. */
  loggedUncounted(request: FastifyRequest, subjects: readonly string[]): Promise<void> {
    return this.access.writeUncounted(request, subjects);
  }
}
