import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { recordTransfer } from '#libs/cases/src/actions/record-transfer.js';
import { type Transferred } from '#libs/cases/src/events/transferred.event.js';
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

export class RecordTransferBody {
  @DateField('When the person was transferred', '2022-10')
  readonly occurredAt!: Edtf;

  @TextField(500, { optional: true, example: 'Olenivka' })
  readonly from!: string | null;

  @TextField(500, { optional: true, example: 'Taganrog' })
  readonly to!: string | null;

  @BasisField()
  readonly basis!: Basis;
}

export const transferredData = (body: RecordTransferBody): Transferred['data'] => ({
  ...body,
  from: said(body.from),
  to: said(body.to),
});

export class RecordTransfer extends Command<Outcome<CaseRefusal>> {
  constructor(
    readonly ask: Transferred['data'],
    readonly call: Call,
  ) {
    super();
  }
}

@CommandHandler(RecordTransfer)
export class RecordTransferHandler implements ICommandHandler<RecordTransfer> {
  constructor(private readonly commands: CommandHandling) {}

  execute({ ask, call }: RecordTransfer): Promise<Outcome<CaseRefusal>> {
    return this.commands.execute({ kind: cases, rule: recordTransfer, ask, ...call });
  }
}

@Controller('cases/:id/transfers')
export class RecordTransferDoor {
  constructor(private readonly bus: CommandBus) {}

  @Post()
  @Changes({
    policy: 'state a fact of a person',
    noun: 'case',
    refusals: caseRefusals,
    summary: 'Record that the person was moved between places of detention',
  })
  record(@Body() body: RecordTransferBody, @TheCall() call: Call): Promise<Outcome<CaseRefusal>> {
    return this.bus.execute(new RecordTransfer(transferredData(body), call));
  }
}
