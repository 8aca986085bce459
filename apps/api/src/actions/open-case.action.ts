import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Caller } from '#libs/access/src/caller.js';
import { openCase } from '#libs/cases/src/actions/open-case.js';
import { assignmentToOpener } from '#libs/cases/src/assignment.js';
import { SUBJECT_OF_CASE, type CaseOpened } from '#libs/cases/src/events/case-opened.event.js';
import { caseRefusals, type CaseRefusal } from '#libs/cases/src/refusals.js';
import { cases } from '#libs/cases/src/state.js';
import { CommandHandling } from '#libs/command-handling/src/command-handling.js';
import type { Outcome } from '#libs/command-handling/src/command.js';
import type { Basis } from '#libs/kernel/src/basis.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import { AssignmentBody } from '../http/assignment-body.js';
import { BasisField } from '../http/basis-field.js';
import type { Call } from '../http/call.js';
import { DateField } from '../http/date-field.js';
import { Creates } from '../http/door.js';
import { WordField } from '../http/fields.js';
import { RecordField } from '../http/nested-field.js';
import { TheCall, TheCaller } from '../http/the-call.js';

export class OpenCaseBody {
  @DateField('When the file was opened')
  readonly occurredAt!: Edtf;

  @WordField(SUBJECT_OF_CASE)
  readonly openedFor!: CaseOpened['data']['openedFor'];

  @RecordField(AssignmentBody, {
    optional: true,
    description: 'To whom it is assigned; to you and your office unless you say otherwise',
  })
  readonly assignment!: AssignmentBody | null;

  @BasisField()
  readonly basis!: Basis;
}

export class OpenCase extends Command<Outcome<CaseRefusal>> {
  constructor(
    readonly ask: CaseOpened['data'],
    readonly call: Call,
  ) {
    super();
  }
}

@CommandHandler(OpenCase)
export class OpenCaseHandler implements ICommandHandler<OpenCase> {
  constructor(private readonly commands: CommandHandling) {}

  execute({ ask, call }: OpenCase): Promise<Outcome<CaseRefusal>> {
    return this.commands.execute({ kind: cases, rule: openCase, ask, ...call });
  }
}

@Controller('cases')
export class OpenCaseDoor {
  constructor(private readonly bus: CommandBus) {}

  @Post()
  @Creates({
    policy: 'open a case',
    noun: 'case',
    refusals: caseRefusals,
    summary: 'Open the file of one person',
  })
  open(
    @Body() body: OpenCaseBody,
    @TheCall() call: Call,
    @TheCaller() caller: Caller,
  ): Promise<Outcome<CaseRefusal>> {
    const assignment = body.assignment ?? assignmentToOpener(caller);
    return this.bus.execute(new OpenCase({ ...body, assignment }, call));
  }
}
