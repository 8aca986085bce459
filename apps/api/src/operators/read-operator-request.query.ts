import { Controller, Get, Param } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { ClientBase } from 'pg';
import { DataSource } from 'typeorm';
import { pastRequest } from '#libs/records/src/operator-requests.js';
import { TellsOperators } from '../http/door.js';
import { invalidInput, noSuch } from '../http/problems.js';
import { withClient } from './with-client.js';

@Controller('operator-requests')
export class ReadOperatorRequestDoor {
  constructor(private readonly db: DataSource) {}

  @Get(':request')
  @TellsOperators('What an operator asked of the projector, who and why, and what became of it')
  @ApiParam({ name: 'request', description: 'Its number' })
  async read(@Param('request') id: string) {
    if (!/^[1-9]\d{0,17}$/.test(id))
      throw invalidInput({
        parameter: 'request',
        rule: 'A request is named by its number, a whole number from 1 on.',
        remedy: 'Write it as the answer to the request has it.',
      });
    const found = await withClient(this.db, (db: ClientBase) => pastRequest(db, { id }));
    if (found === null) throw noSuch('request');
    const { projection: name, eventId: event, ...request } = found;
    return { ...request, name, event };
  }
}
