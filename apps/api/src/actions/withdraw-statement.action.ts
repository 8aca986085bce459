import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { withdrawStatement } from '#libs/cases/src/actions/withdraw-statement.js';
import { caseRefusals, type CaseRefusal } from '#libs/cases/src/refusals.js';
import { cases } from '#libs/cases/src/state.js';
import { CommandHandling } from '#libs/command-handling/src/command-handling.js';
import type { Outcome } from '#libs/command-handling/src/command.js';
import type { Basis } from '#libs/kernel/src/basis.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import {
  WITHDRAWAL_REASONS,
  type StatementWithdrawn,
} from '#libs/kernel/src/statements/statement-withdrawn.event.js';
import { BasisField } from '../http/basis-field.js';
import type { Call } from '../http/call.js';
import { DateField } from '../http/date-field.js';
import { Changes } from '../http/door.js';
import { TextField, WordField } from '../http/fields.js';
import { TheCall } from '../http/the-call.js';
import { TheRevision } from '../http/the-revision.js';
import { said } from './said.js';

export class WithdrawStatementBody {
  @DateField('When it was found out', '2025-07-08')
  readonly occurredAt!: Edtf;

  @WordField(WITHDRAWAL_REASONS)
  readonly reason!: (typeof WITHDRAWAL_REASONS)[number];

  @TextField(4_000, { optional: true })
  readonly note!: string | null;

  @BasisField()
  readonly basis!: Basis;
}

export class WithdrawStatement extends Command<Outcome<CaseRefusal>> {
  constructor(
    readonly ask: StatementWithdrawn['data'],
    readonly call: Call,
  ) {
    super();
  }
}

@CommandHandler(WithdrawStatement)
export class WithdrawStatementHandler implements ICommandHandler<WithdrawStatement> {
  constructor(private readonly commands: CommandHandling) {}

  execute({ ask, call }: WithdrawStatement): Promise<Outcome<CaseRefusal>> {
    return this.commands.execute({ kind: cases, rule: withdrawStatement, ask, ...call });
  }
}

@Controller('cases/:id/statements/:revision/withdrawal')
export class WithdrawStatementDoor {
  constructor(private readonly bus: CommandBus) {}

  @Post()
  @Changes({
    policy: 'withdraw or correct a statement',
    noun: 'case',
    refusals: caseRefusals,
    summary: 'Withdraw a statement; what stood before it stands again',
  })
  withdraw(
    @Body() body: WithdrawStatementBody,
    @TheRevision() revision: number,
    @TheCall() call: Call,
  ): Promise<Outcome<CaseRefusal>> {
    return this.bus.execute(new WithdrawStatement({ ...body, revision, note: said(body.note) }, call));
  }
}
