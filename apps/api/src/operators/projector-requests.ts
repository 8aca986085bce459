import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { ClientBase } from 'pg';
import { DataSource } from 'typeorm';
import { recordedBy, type PastRequest } from '#libs/records/src/operator-requests.js';
import { reusedKey } from '../http/problems.js';
import type { RequestAnswer } from '../http/answer-shapes.js';

/** Who asks for something, why, and by which command. */
export interface By {
  readonly who: string;
  readonly why: string;
  readonly commandId: string;
}

/** What else an operator asks for; kind and name are in the path, and so in the id of the command. */
export interface Details {
  readonly eventId?: string | null;
  readonly throttle?: number | null;
}

/** Records what operators ask of the projector: each request once, by the id of its command. */
@Injectable()
export class ProjectorRequests {
  constructor(private readonly db: DataSource) {}

  /** `ask` records it, and answers its number. Throws what `ask` does, and a Problem if the command came before with another body. */
  async record(
    reply: FastifyReply,
    by: By,
    details: Details,
    ask: (db: ClientBase) => Promise<string>,
  ): Promise<RequestAnswer> {
    const id = await this.db.transaction(async ({ queryRunner }) => {
      const db = (await queryRunner?.connect()) as ClientBase;
      const before = await recordedBy(db, by.commandId);
      if (before !== null && !asksFor(before, by, details)) throw reusedKey();
      return before?.id ?? ask(db);
    });
    reply.header('location', `/operator-requests/${id}`);
    return { id };
  }
}

const asksFor = (before: PastRequest, { why }: By, { eventId = null, throttle = null }: Details): boolean =>
  before.why === why && before.eventId === eventId && before.throttle === throttle;
