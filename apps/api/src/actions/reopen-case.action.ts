import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { reopenCase } from '#libs/cases/src/actions/reopen-case.js';
import { REOPENING_REASONS, type CaseReopened } from '#libs/cases/src/events/case-reopened.event.js';
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

export class ReopenCaseBody {
  @DateField('When it was reopened', '2025-08-01')
  readonly occurredAt!: Edtf;

  @WordField(REOPENING_REASONS)
  readonly reason!: (typeof REOPENING_REASONS)[number];

  @TextField(4_000, { optional: true })
  readonly note!: string | null;

  @BasisField()
  readonly basis!: Basis;
}

export const caseReopenedData = (body: ReopenCaseBody): CaseReopened['data'] => ({
  ...body,
  note: said(body.note),
});

export class ReopenCase extends Command<Outcome<CaseRefusal>> {
  constructor(
    readonly ask: CaseReopened['data'],
    readonly call: Call,
  ) {
    super();
  }
}

@CommandHandler(ReopenCase)
export class ReopenCaseHandler implements ICommandHandler<ReopenCase> {
  constructor(private readonly commands: CommandHandling) {}

  execute({ ask, call }: ReopenCase): Promise<Outcome<CaseRefusal>> {
    return this.commands.execute({ kind: cases, rule: reopenCase, ask, ...call });
  }
}

@Controller('cases/:id/reopening')
export class ReopenCaseDoor {
  constructor(private readonly bus: CommandBus) {}

  @Post()
  @Changes({
    policy: 'close or reopen a case',
    noun: 'case',
    refusals: caseRefusals,
    summary: 'Reopen a closed case',
  })
  reopen(@Body() body: ReopenCaseBody, @TheCall() call: Call): Promise<Outcome<CaseRefusal>> {
    return this.bus.execute(new ReopenCase(caseReopenedData(body), call));
  }
}
