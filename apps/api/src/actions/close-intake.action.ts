import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandHandling } from '#libs/command-handling/src/command-handling.js';
import type { Outcome } from '#libs/command-handling/src/command.js';
import { closeIntake } from '#libs/intakes/src/actions/close-intake.js';
import { CLOSURES, type IntakeClosed } from '#libs/intakes/src/events/intake-closed.event.js';
import { intakeRefusals, type IntakeRefusal } from '#libs/intakes/src/intake-refusals.js';
import { intakes } from '#libs/intakes/src/intake-state.js';
import type { Basis } from '#libs/kernel/src/basis.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import { BasisField } from '../http/basis-field.js';
import type { Call } from '../http/call.js';
import { DateField } from '../http/date-field.js';
import { Changes } from '../http/door.js';
import { WordField } from '../http/fields.js';
import { TheCall } from '../http/the-call.js';

export class CloseIntakeBody {
  @DateField('When the last line was taken, or it was given up', '2025-06-09')
  readonly occurredAt!: Edtf;

  @WordField(CLOSURES)
  readonly closure!: IntakeClosed['data']['closure'];

  @BasisField()
  readonly basis!: Basis;
}

export class CloseIntake extends Command<Outcome<IntakeRefusal>> {
  constructor(
    readonly ask: IntakeClosed['data'],
    readonly call: Call,
  ) {
    super();
  }
}

@CommandHandler(CloseIntake)
export class CloseIntakeHandler implements ICommandHandler<CloseIntake> {
  constructor(private readonly commands: CommandHandling) {}

  execute({ ask, call }: CloseIntake): Promise<Outcome<IntakeRefusal>> {
    return this.commands.execute({ kind: intakes, rule: closeIntake, ask, ...call });
  }
}

@Controller('intakes/:id/closure')
export class CloseIntakeDoor {
  constructor(private readonly bus: CommandBus) {}

  @Post()
  @Changes({
    policy: 'take a list in',
    noun: 'intake',
    refusals: intakeRefusals,
    summary: 'End the taking in of a list, done or given up',
  })
  close(@Body() body: CloseIntakeBody, @TheCall() call: Call): Promise<Outcome<IntakeRefusal>> {
    return this.bus.execute(new CloseIntake(body, call));
  }
}
