import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Caller } from '#libs/access/src/caller.js';
import { reviewGlassBreak } from '#libs/cases/src/actions/review-glass-break.js';
import {
  GLASS_FINDINGS,
  type GlassBreakReviewed,
} from '#libs/cases/src/events/glass-break-reviewed.event.js';
import { caseRefusals, type CaseRefusal } from '#libs/cases/src/refusals.js';
import { cases } from '#libs/cases/src/state.js';
import { CommandHandling } from '#libs/command-handling/src/command-handling.js';
import type { Outcome } from '#libs/command-handling/src/command.js';
import { glassId } from '#libs/kernel/src/ids.js';
import type { Call } from '../http/call.js';
import { Changes } from '../http/door.js';
import { TextField, WordField } from '../http/fields.js';
import { TheCall, TheCaller, TheGlass } from '../http/the-call.js';
import { said } from './said.js';

export class ReviewGlassBreakBody {
  @WordField(GLASS_FINDINGS, { description: 'not-justified ends the access at once' })
  readonly finding!: (typeof GLASS_FINDINGS)[number];

  @TextField(4_000, { optional: true })
  readonly note!: string | null;
}

export class ReviewGlassBreak extends Command<Outcome<CaseRefusal>> {
  constructor(
    readonly ask: GlassBreakReviewed['data'],
    readonly call: Call,
  ) {
    super();
  }
}

@CommandHandler(ReviewGlassBreak)
export class ReviewGlassBreakHandler implements ICommandHandler<ReviewGlassBreak> {
  constructor(private readonly commands: CommandHandling) {}

  execute({ ask, call }: ReviewGlassBreak): Promise<Outcome<CaseRefusal>> {
    return this.commands.execute({ kind: cases, rule: reviewGlassBreak, ask, ...call });
  }
}

@Controller('cases/:id/break-glass/:glass/review')
export class ReviewGlassBreakDoor {
  constructor(private readonly bus: CommandBus) {}

  @Post()
  @Changes({
    policy: 'review broken glass',
    noun: 'case',
    refusals: caseRefusals,
    summary: 'Say whether it was right to break the glass; never who broke it',
    unseen: true,
  })
  review(
    @Body() body: ReviewGlassBreakBody,
    @TheGlass() glass: string,
    @TheCall() call: Call,
    @TheCaller() { id: reviewer }: Caller,
  ): Promise<Outcome<CaseRefusal>> {
    const ask = { ...body, glass: glassId(glass), reviewer, note: said(body.note) };
    return this.bus.execute(new ReviewGlassBreak(ask, call));
  }
}
