import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { recordRemainsRepatriation } from '#libs/cases/src/actions/record-remains-repatriation.js';
import type { RemainsRepatriated } from '#libs/cases/src/events/remains-repatriated.event.js';
import { caseRefusals, type CaseRefusal } from '#libs/cases/src/refusals.js';
import { cases } from '#libs/cases/src/state.js';
import { CommandHandling } from '#libs/command-handling/src/command-handling.js';
import type { Outcome } from '#libs/command-handling/src/command.js';
import type { Basis } from '#libs/kernel/src/basis.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import type { AgreementId, ReceptionId } from '#libs/kernel/src/ids.js';
import { BasisField } from '../http/basis-field.js';
import type { Call } from '../http/call.js';
import { DateField } from '../http/date-field.js';
import { Changes } from '../http/door.js';
import { IdField } from '../http/fields.js';
import { TheCall } from '../http/the-call.js';

export class RecordRemainsRepatriationBody {
  @DateField('When the remains came home', '2025-06-11')
  readonly occurredAt!: Edtf;

  @IdField({ optional: true })
  readonly reception!: ReceptionId | null;

  @IdField({ optional: true })
  readonly agreement!: AgreementId | null;

  @BasisField()
  readonly basis!: Basis;
}

export const remainsRepatriatedData = (body: RecordRemainsRepatriationBody): RemainsRepatriated['data'] =>
  body;

export class RecordRemainsRepatriation extends Command<Outcome<CaseRefusal>> {
  constructor(
    readonly ask: RemainsRepatriated['data'],
    readonly call: Call,
  ) {
    super();
  }
}

@CommandHandler(RecordRemainsRepatriation)
export class RecordRemainsRepatriationHandler implements ICommandHandler<RecordRemainsRepatriation> {
  constructor(private readonly commands: CommandHandling) {}

  execute({ ask, call }: RecordRemainsRepatriation): Promise<Outcome<CaseRefusal>> {
    return this.commands.execute({ kind: cases, rule: recordRemainsRepatriation, ask, ...call });
  }
}

@Controller('cases/:id/remains-repatriation')
export class RecordRemainsRepatriationDoor {
  constructor(private readonly bus: CommandBus) {}

  @Post()
  @Changes({
    policy: 'state a fact of a person',
    noun: 'case',
    refusals: caseRefusals,
    summary: 'Record that the remains of the person came home',
  })
  record(@Body() body: RecordRemainsRepatriationBody, @TheCall() call: Call): Promise<Outcome<CaseRefusal>> {
    return this.bus.execute(new RecordRemainsRepatriation(remainsRepatriatedData(body), call));
  }
}
