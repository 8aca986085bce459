import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { correctStatement } from '#libs/cases/src/actions/correct-statement.js';
import type { CaseStatement } from '#libs/cases/src/case-events.js';
import { caseRefusals, type CaseRefusal } from '#libs/cases/src/refusals.js';
import { cases } from '#libs/cases/src/state.js';
import { CommandHandling } from '#libs/command-handling/src/command-handling.js';
import type { Outcome } from '#libs/command-handling/src/command.js';
import type { Basis } from '#libs/kernel/src/basis.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import {
  CORRECTION_REASONS,
  type StatementCorrected,
} from '#libs/kernel/src/statements/statement-corrected.event.js';
import { BasisField } from '../http/basis-field.js';
import type { Call } from '../http/call.js';
import { DateField } from '../http/date-field.js';
import { Changes } from '../http/door.js';
import { TextField, WordField } from '../http/fields.js';
import { OneOfField } from '../http/nested-field.js';
import { TheCall } from '../http/the-call.js';
import { TheRevision } from '../http/the-revision.js';
import { said } from './said.js';
import { bodyOfStatement, statementBodies, statementFrom, type StatementBody } from './statement-bodies.js';

export class CorrectStatementBody {
  @DateField('When it was found out', '2025-07-08')
  readonly occurredAt!: Edtf;

  @OneOfField(bodyOfStatement, statementBodies, {
    description: 'What the statement reads from now on: its type, and the body of its own door, whole',
    example: {
      type: 'Captured',
      occurredAt: '2022-05-17/2022-05-20',
      place: 'Mariupol',
      basis: [{ kind: 'source', speaker: 'icrc' }],
    },
  })
  readonly to!: StatementBody;

  @WordField(CORRECTION_REASONS)
  readonly reason!: (typeof CORRECTION_REASONS)[number];

  @TextField(4_000, { optional: true })
  readonly note!: string | null;

  @BasisField()
  readonly basis!: Basis;
}

type Correction = StatementCorrected<CaseStatement>['data'];

export class CorrectStatement extends Command<Outcome<CaseRefusal>> {
  constructor(
    readonly ask: Correction,
    readonly call: Call,
  ) {
    super();
  }
}

@CommandHandler(CorrectStatement)
export class CorrectStatementHandler implements ICommandHandler<CorrectStatement> {
  constructor(private readonly commands: CommandHandling) {}

  execute({ ask, call }: CorrectStatement): Promise<Outcome<CaseRefusal>> {
    return this.commands.execute({ kind: cases, rule: correctStatement, ask, ...call });
  }
}

@Controller('cases/:id/statements/:revision/correction')
export class CorrectStatementDoor {
  constructor(private readonly bus: CommandBus) {}

  @Post()
  @Changes({
    policy: 'withdraw or correct a statement',
    noun: 'case',
    refusals: caseRefusals,
    summary: 'Correct a statement; the history keeps what it read before',
  })
  correct(
    @Body() body: CorrectStatementBody,
    @TheRevision() revision: number,
    @TheCall() call: Call,
  ): Promise<Outcome<CaseRefusal>> {
    const ask: Correction = { ...body, revision, to: statementFrom(body.to), note: said(body.note) };
    return this.bus.execute(new CorrectStatement(ask, call));
  }
}
