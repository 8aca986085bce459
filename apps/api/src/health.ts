import { Controller, Get, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import type { EventStore } from '#libs/event-store/src/event-store.js';
import { Public } from './http/door.js';
import { unavailable } from './http/problems.js';

export const EVENT_STORE = Symbol('EventStore');
const READY_WITHIN_MS = 2_000;

@ApiExcludeController()
@Controller('health')
export class HealthDoor {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly db: DataSource,
  ) {}

  @Get('live')
  @Public()
  live(): { status: string } {
    return { status: 'live' };
  }

  @Get('ready')
  @Public()
  async ready(): Promise<{ status: string }> {
    await this.store.ready(AbortSignal.timeout(READY_WITHIN_MS)).catch(() => {
      throw unavailable('event store');
    });
    await this.db.query('SELECT 1').catch(() => {
      throw unavailable('database');
    });
    return { status: 'ready' };
  }
}
