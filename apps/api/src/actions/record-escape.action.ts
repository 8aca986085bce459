import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { recordEscape } from '#libs/cases/src/actions/record-escape.js';
import { type Escaped } from '#libs/cases/src/events/escaped.event.js';
import { caseRefusals, type CaseRefusal } from '#libs/cases/src/refusals.js';
import { cases } from '#libs/cases/src/state.js';
import { CommandHandling } from '#libs/command-handling/src/command-handling.js';
import type { Outcome } from '#libs/command-handling/src/command.js';
import type { Basis } from '#libs/kernel/src/basis.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import { BasisField } from '../http/basis-field.js';
import type { Call } from '../http/call.js';
import { DateField } from '../http/date-field.js';
import { Changes } from '../http/door.js';
import { TextField } from '../http/fields.js';
import { TheCall } from '../http/the-call.js';
import { said } from './said.js';

export class RecordEscapeBody {
  @DateField('When the person escaped', '2023-04-10')
  readonly occurredAt!: Edtf;

  @TextField(500, { optional: true })
  readonly place!: string | null;

  @BasisField()
  readonly basis!: Basis;
}

export const escapedData = (body: RecordEscapeBody): Escaped['data'] => ({
  ...body,
  place: said(body.place),
});

export class RecordEscape extends Command<Outcome<CaseRefusal>> {
  constructor(
    readonly ask: Escaped['data'],
    readonly call: Call,
  ) {
    super();
  }
}

@CommandHandler(RecordEscape)
export class RecordEscapeHandler implements ICommandHandler<RecordEscape> {
  constructor(private readonly commands: CommandHandling) {}

  execute({ ask, call }: RecordEscape): Promise<Outcome<CaseRefusal>> {
    return this.commands.execute({ kind: cases, rule: recordEscape, ask, ...call });
  }
}

@Controller('cases/:id/escape')
export class RecordEscapeDoor {
  constructor(private readonly bus: CommandBus) {}

  @Post()
  @Changes({
    policy: 'state a fact of a person',
    noun: 'case',
    refusals: caseRefusals,
    summary: 'Record that the person escaped',
  })
  record(@Body() body: RecordEscapeBody, @TheCall() call: Call): Promise<Outcome<CaseRefusal>> {
    return this.bus.execute(new RecordEscape(escapedData(body), call));
  }
}
