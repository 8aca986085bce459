import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { reportDeath } from '#libs/cases/src/actions/report-death.js';
import {
  CREDIBILITIES,
  RELIABILITIES,
  type DeathReported,
} from '#libs/cases/src/events/death-reported.event.js';
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
import { TextField, WordField } from '../http/fields.js';
import { TheCall } from '../http/the-call.js';
import { said } from './said.js';

export class ReportDeathBody {
  @DateField('When the person is said to have died', '2023-06')
  readonly occurredAt!: Edtf;

  @WordField(RELIABILITIES)
  readonly reliability!: (typeof RELIABILITIES)[number];

  @WordField(CREDIBILITIES)
  readonly credibility!: (typeof CREDIBILITIES)[number];

  @TextField(500, { optional: true })
  readonly place!: string | null;

  @TextField(4_000, { optional: true })
  readonly cause!: string | null;

  @TextField(4_000, { optional: true })
  readonly note!: string | null;

  @BasisField()
  readonly basis!: Basis;
}

export const deathReportedData = (body: ReportDeathBody): DeathReported['data'] => ({
  ...body,
  place: said(body.place),
  cause: said(body.cause),
  note: said(body.note),
});

export class ReportDeath extends Command<Outcome<CaseRefusal>> {
  constructor(
    readonly ask: DeathReported['data'],
    readonly call: Call,
  ) {
    super();
  }
}

@CommandHandler(ReportDeath)
export class ReportDeathHandler implements ICommandHandler<ReportDeath> {
  constructor(private readonly commands: CommandHandling) {}

  execute({ ask, call }: ReportDeath): Promise<Outcome<CaseRefusal>> {
    return this.commands.execute({ kind: cases, rule: reportDeath, ask, ...call });
  }
}

@Controller('cases/:id/death-reports')
export class ReportDeathDoor {
  constructor(private readonly bus: CommandBus) {}

  @Post()
  @Changes({
    policy: 'state a fact of a person',
    noun: 'case',
    refusals: caseRefusals,
    summary: 'Record a report of the death of the person, with its grade',
  })
  report(@Body() body: ReportDeathBody, @TheCall() call: Call): Promise<Outcome<CaseRefusal>> {
    return this.bus.execute(new ReportDeath(deathReportedData(body), call));
  }
}
