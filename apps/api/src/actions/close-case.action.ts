import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { closeCase } from '#libs/cases/src/actions/close-case.js';
import { CLOSING_REASONS, type CaseClosed } from '#libs/cases/src/events/case-closed.event.js';
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

export class CloseCaseBody {
  @DateField('When it was closed', '2025-07-01')
  readonly occurredAt!: Edtf;

  @WordField(CLOSING_REASONS)
  readonly reason!: (typeof CLOSING_REASONS)[number];

  @TextField(4_000, { optional: true })
  readonly note!: string | null;

  @BasisField()
  readonly basis!: Basis;
}

export const caseClosedData = (body: CloseCaseBody): CaseClosed['data'] => ({
  ...body,
  note: said(body.note),
});

export class CloseCase extends Command<Outcome<CaseRefusal>> {
  constructor(
    readonly ask: CaseClosed['data'],
    readonly call: Call,
  ) {
    super();
  }
}

@CommandHandler(CloseCase)
export class CloseCaseHandler implements ICommandHandler<CloseCase> {
  constructor(private readonly commands: CommandHandling) {}

  execute({ ask, call }: CloseCase): Promise<Outcome<CaseRefusal>> {
    return this.commands.execute({ kind: cases, rule: closeCase, ask, ...call });
  }
}

@Controller('cases/:id/closure')
export class CloseCaseDoor {
  constructor(private readonly bus: CommandBus) {}

  @Post()
  @Changes({
    policy: 'close or reopen a case',
    noun: 'case',
    refusals: caseRefusals,
    summary: 'Close the case',
  })
  close(@Body() body: CloseCaseBody, @TheCall() call: Call): Promise<Outcome<CaseRefusal>> {
    return this.bus.execute(new CloseCase(caseClosedData(body), call));
  }
}
