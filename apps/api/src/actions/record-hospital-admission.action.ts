import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { recordHospitalAdmission } from '#libs/cases/src/actions/record-hospital-admission.js';
import { type HospitalAdmitted } from '#libs/cases/src/events/hospital-admitted.event.js';
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

export class RecordHospitalAdmissionBody {
  @DateField('When the person was admitted', '2023-02-11')
  readonly occurredAt!: Edtf;

  @TextField(500, { optional: true })
  readonly place!: string | null;

  @TextField(4_000, { optional: true })
  readonly reason!: string | null;

  @BasisField()
  readonly basis!: Basis;
}

export const hospitalAdmittedData = (body: RecordHospitalAdmissionBody): HospitalAdmitted['data'] => ({
  ...body,
  place: said(body.place),
  reason: said(body.reason),
});

export class RecordHospitalAdmission extends Command<Outcome<CaseRefusal>> {
  constructor(
    readonly ask: HospitalAdmitted['data'],
    readonly call: Call,
  ) {
    super();
  }
}

@CommandHandler(RecordHospitalAdmission)
export class RecordHospitalAdmissionHandler implements ICommandHandler<RecordHospitalAdmission> {
  constructor(private readonly commands: CommandHandling) {}

  execute({ ask, call }: RecordHospitalAdmission): Promise<Outcome<CaseRefusal>> {
    return this.commands.execute({ kind: cases, rule: recordHospitalAdmission, ask, ...call });
  }
}

@Controller('cases/:id/hospital-admissions')
export class RecordHospitalAdmissionDoor {
  constructor(private readonly bus: CommandBus) {}

  @Post()
  @Changes({
    policy: 'state a fact of a person',
    noun: 'case',
    refusals: caseRefusals,
    summary: 'Record that the person was admitted to a hospital in captivity',
  })
  record(@Body() body: RecordHospitalAdmissionBody, @TheCall() call: Call): Promise<Outcome<CaseRefusal>> {
    return this.bus.execute(new RecordHospitalAdmission(hospitalAdmittedData(body), call));
  }
}
