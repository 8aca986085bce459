import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { recordReturn } from '#libs/cases/src/actions/record-return.js';
import type { Returned } from '#libs/cases/src/events/returned.event.js';
import { caseRefusals, type CaseRefusal } from '#libs/cases/src/refusals.js';
import { cases } from '#libs/cases/src/state.js';
import { CommandHandling } from '#libs/command-handling/src/command-handling.js';
import type { Outcome } from '#libs/command-handling/src/command.js';
import type { Basis } from '#libs/kernel/src/basis.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import { CATEGORIES, type Category } from '#libs/kernel/src/category.js';
import type { AgreementId, ExchangeId } from '#libs/kernel/src/ids.js';
import { BasisField } from '../http/basis-field.js';
import type { Call } from '../http/call.js';
import { DateField } from '../http/date-field.js';
import { Changes } from '../http/door.js';
import { IdField, TextField, WordField } from '../http/fields.js';
import { TheCall } from '../http/the-call.js';
import { said } from './said.js';

export class RecordReturnBody {
  @DateField('When the person came back')
  readonly occurredAt!: Edtf;

  @IdField({ optional: true })
  readonly exchange!: ExchangeId | null;

  @IdField({ optional: true })
  readonly agreement!: AgreementId | null;

  @WordField(CATEGORIES, { optional: true })
  readonly category!: Category | null;

  @TextField(500, { optional: true })
  readonly place!: string | null;

  @BasisField()
  readonly basis!: Basis;
}

export const returnedData = (body: RecordReturnBody): Returned['data'] => ({
  ...body,
  place: said(body.place),
});

export class RecordReturn extends Command<Outcome<CaseRefusal>> {
  constructor(
    readonly ask: Returned['data'],
    readonly call: Call,
  ) {
    super();
  }
}

@CommandHandler(RecordReturn)
export class RecordReturnHandler implements ICommandHandler<RecordReturn> {
  constructor(private readonly commands: CommandHandling) {}

  execute({ ask, call }: RecordReturn): Promise<Outcome<CaseRefusal>> {
    return this.commands.execute({ kind: cases, rule: recordReturn, ask, ...call });
  }
}

@Controller('cases/:id/return')
export class RecordReturnDoor {
  constructor(private readonly bus: CommandBus) {}

  @Post()
  @Changes({
    policy: 'state a fact of a person',
    noun: 'case',
    refusals: caseRefusals,
    summary: 'Record that the person came back alive',
  })
  record(@Body() body: RecordReturnBody, @TheCall() call: Call): Promise<Outcome<CaseRefusal>> {
    return this.bus.execute(new RecordReturn(returnedData(body), call));
  }
}
