import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { reportMissing } from '#libs/cases/src/actions/report-missing.js';
import {
  COURT_DECISIONS,
  MARITAL_STATUSES,
  REPORTERS,
  type ReportedMissing,
} from '#libs/cases/src/events/reported-missing.event.js';
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

export class ReportMissingBody {
  @DateField('When it was reported', '2022-05-24')
  readonly occurredAt!: Edtf;

  @WordField(REPORTERS)
  readonly by!: (typeof REPORTERS)[number];

  @DateField('When the person was last seen', '2022-05-16', { optional: true })
  readonly lastSeen!: Edtf | null;

  @TextField(500, { optional: true, example: 'Mariupol' })
  readonly place!: string | null;

  @TextField(4_000, { optional: true })
  readonly circumstances!: string | null;

  @TextField(4_000, { optional: true })
  readonly distinguishingMarks!: string | null;

  @WordField(MARITAL_STATUSES, { optional: true })
  readonly maritalStatus!: (typeof MARITAL_STATUSES)[number] | null;

  @TextField(500, { optional: true })
  readonly residence!: string | null;

  @WordField(COURT_DECISIONS, { optional: true })
  readonly courtDecision!: (typeof COURT_DECISIONS)[number] | null;

  @TextField(4_000, { optional: true })
  readonly note!: string | null;

  @BasisField()
  readonly basis!: Basis;
}

export const reportedMissingData = (body: ReportMissingBody): ReportedMissing['data'] => ({
  ...body,
  lastSeen: said(body.lastSeen),
  place: said(body.place),
  circumstances: said(body.circumstances),
  distinguishingMarks: said(body.distinguishingMarks),
  maritalStatus: said(body.maritalStatus),
  residence: said(body.residence),
  courtDecision: said(body.courtDecision),
  note: said(body.note),
});

export class ReportMissing extends Command<Outcome<CaseRefusal>> {
  constructor(
    readonly ask: ReportedMissing['data'],
    readonly call: Call,
  ) {
    super();
  }
}

@CommandHandler(ReportMissing)
export class ReportMissingHandler implements ICommandHandler<ReportMissing> {
  constructor(private readonly commands: CommandHandling) {}

  execute({ ask, call }: ReportMissing): Promise<Outcome<CaseRefusal>> {
    return this.commands.execute({ kind: cases, rule: reportMissing, ask, ...call });
  }
}

@Controller('cases/:id/missing-reports')
export class ReportMissingDoor {
  constructor(private readonly bus: CommandBus) {}

  @Post()
  @Changes({
    policy: 'state a fact of a person',
    noun: 'case',
    refusals: caseRefusals,
    summary: 'Record that somebody reported the person missing',
  })
  report(@Body() body: ReportMissingBody, @TheCall() call: Call): Promise<Outcome<CaseRefusal>> {
    return this.bus.execute(new ReportMissing(reportedMissingData(body), call));
  }
}
