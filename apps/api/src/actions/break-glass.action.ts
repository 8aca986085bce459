import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Caller } from '#libs/access/src/caller.js';
import { breakGlass, USUAL_HOURS, type AskToBreakGlass } from '#libs/cases/src/actions/break-glass.js';
import { caseRefusals, type CaseRefusal } from '#libs/cases/src/refusals.js';
import { cases, type CaseState } from '#libs/cases/src/state.js';
import { CommandHandling } from '#libs/command-handling/src/command-handling.js';
import type { Outcome } from '#libs/command-handling/src/command.js';
import { createdId } from '#libs/command-handling/src/derived-ids.js';
import { glassId } from '#libs/kernel/src/ids.js';
import { instant } from '#libs/kernel/src/instant.js';
import { known } from '#libs/kernel/src/personal.js';
import type { Call } from '../http/call.js';
import { Changes } from '../http/door.js';
import { CountField, TextField } from '../http/fields.js';
import { TheCall, TheCaller } from '../http/the-call.js';

export class BreakGlassBody {
  @TextField(1_000, {
    description: 'Why you must see this case now; another person reads it and judges',
    example: 'His mother is on the telephone and nobody of the office is there',
  })
  readonly reason!: string;

  @CountField({
    optional: true,
    description: `For how many hours, from 1 to 24; ${USUAL_HOURS} unless you say otherwise`,
    example: USUAL_HOURS,
  })
  readonly hours!: number | null;
}

export class BreakGlass extends Command<Outcome<CaseRefusal>> {
  constructor(
    readonly ask: AskToBreakGlass,
    readonly call: Call,
  ) {
    super();
  }
}

@CommandHandler(BreakGlass)
export class BreakGlassHandler implements ICommandHandler<BreakGlass> {
  constructor(private readonly commands: CommandHandling) {}

  execute({ ask, call }: BreakGlass): Promise<Outcome<CaseRefusal>> {
    const now = instant(this.commands.parts.clock());
    const rule = (state: CaseState, asked: AskToBreakGlass) => breakGlass(state, asked, now);
    return this.commands.execute({ kind: cases, rule, ask, ...call });
  }
}

@Controller('cases/:id/break-glass')
export class BreakGlassDoor {
  constructor(private readonly bus: CommandBus) {}

  @Post()
  @Changes({
    policy: 'break glass',
    noun: 'case',
    refusals: caseRefusals,
    summary:
      'Open a case that is not assigned to you, for some hours and a reason; another person reviews it',
    unseen: true,
  })
  break(
    @Body() { reason, hours }: BreakGlassBody,
    @TheCall() call: Call,
    @TheCaller() { id: staff }: Caller,
  ): Promise<Outcome<CaseRefusal>> {
    const glass = glassId(createdId(call.origin.commandId));
    return this.bus.execute(
      new BreakGlass({ glass, staff, reason: known(reason), hours: hours ?? USUAL_HOURS }, call),
    );
  }
}
