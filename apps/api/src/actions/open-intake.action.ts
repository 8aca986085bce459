import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Caller } from '#libs/access/src/caller.js';
import { CommandHandling } from '#libs/command-handling/src/command-handling.js';
import type { Outcome } from '#libs/command-handling/src/command.js';
import { openIntake } from '#libs/intakes/src/actions/open-intake.js';
import { LISTS, type IntakeOpened } from '#libs/intakes/src/events/intake-opened.event.js';
import { intakeRefusals, type IntakeRefusal } from '#libs/intakes/src/intake-refusals.js';
import { intakes } from '#libs/intakes/src/intake-state.js';
import type { Basis } from '#libs/kernel/src/basis.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import { BasisField } from '../http/basis-field.js';
import type { Call } from '../http/call.js';
import { DateField } from '../http/date-field.js';
import { Creates } from '../http/door.js';
import { WordField } from '../http/fields.js';
import { TheCall, TheCaller } from '../http/the-call.js';

export class OpenIntakeBody {
  @DateField('When the list was received', '2025-06-07')
  readonly occurredAt!: Edtf;

  @WordField(LISTS)
  readonly list!: IntakeOpened['data']['list'];

  @BasisField()
  readonly basis!: Basis;
}

export class OpenIntake extends Command<Outcome<IntakeRefusal>> {
  constructor(
    readonly ask: IntakeOpened['data'],
    readonly call: Call,
  ) {
    super();
  }
}

@CommandHandler(OpenIntake)
export class OpenIntakeHandler implements ICommandHandler<OpenIntake> {
  constructor(private readonly commands: CommandHandling) {}

  execute({ ask, call }: OpenIntake): Promise<Outcome<IntakeRefusal>> {
    return this.commands.execute({ kind: intakes, rule: openIntake, ask, ...call });
  }
}

@Controller('intakes')
export class OpenIntakeDoor {
  constructor(private readonly bus: CommandBus) {}

  @Post()
  @Creates({
    policy: 'take a list in',
    noun: 'intake',
    refusals: intakeRefusals,
    summary: 'Begin to take in a list of many people',
  })
  open(
    @Body() body: OpenIntakeBody,
    @TheCall() call: Call,
    @TheCaller() { id }: Caller,
  ): Promise<Outcome<IntakeRefusal>> {
    return this.bus.execute(new OpenIntake({ ...body, openedBy: id }, call));
  }
}
