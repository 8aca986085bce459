import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CheckpointWaiter } from '#libs/projections/src/checkpoint-waiter.js';
import type { Access } from '#libs/records/src/access-log.js';
import { AccessRecords } from './access-records.js';
import { ConsistencyTokens } from './consistency-tokens.js';
import { notYetVisible } from './problems.js';

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

  /** Before personal data is handed out, or the word that there is none. Throws a Problem when it cannot be written. */
  logged(request: FastifyRequest, subject: string, outcome: Access['outcome']): Promise<void> {
    return this.access.write(request, [subject], outcome);
  }
}
