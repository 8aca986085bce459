import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { assignCase } from '#libs/cases/src/actions/assign-case.js';
import type { Assignment } from '#libs/cases/src/assignment.js';
import { caseRefusals, type CaseRefusal } from '#libs/cases/src/refusals.js';
import { cases } from '#libs/cases/src/state.js';
import { CommandHandling } from '#libs/command-handling/src/command-handling.js';
import type { Outcome } from '#libs/command-handling/src/command.js';
import { AssignmentBody } from '../http/assignment-body.js';
import type { Call } from '../http/call.js';
import { Changes } from '../http/door.js';
import { TheCall } from '../http/the-call.js';

export class AssignCase extends Command<Outcome<CaseRefusal>> {
  constructor(
    readonly ask: Assignment,
    readonly call: Call,
  ) {
    super();
  }
}

@CommandHandler(AssignCase)
export class AssignCaseHandler implements ICommandHandler<AssignCase> {
  constructor(private readonly commands: CommandHandling) {}

  execute({ ask, call }: AssignCase): Promise<Outcome<CaseRefusal>> {
    return this.commands.execute({ kind: cases, rule: assignCase, ask, ...call });
  }
}

@Controller('cases/:id/assignment')
export class AssignCaseDoor {
  constructor(private readonly bus: CommandBus) {}

  @Post()
  @Changes({
    policy: 'assign a case',
    noun: 'case',
    refusals: caseRefusals,
    summary: 'Assign the case to offices and persons, in place of the assignment before',
  })
  assign(@Body() body: AssignmentBody, @TheCall() call: Call): Promise<Outcome<CaseRefusal>> {
    return this.bus.execute(new AssignCase(body, call));
  }
}
