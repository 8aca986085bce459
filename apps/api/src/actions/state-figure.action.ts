import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { stateFigure } from '#libs/agreements/src/actions/state-figure.js';
import { agreementRefusals, type AgreementRefusal } from '#libs/agreements/src/agreement-refusals.js';
import { agreements } from '#libs/agreements/src/agreement-state.js';
import {
  COUNTED,
  FIGURE_BOUNDS,
  FIGURE_DIRECTIONS,
  FIGURE_KINDS,
  type FigureStated,
} from '#libs/agreements/src/events/figure-stated.event.js';
import { CommandHandling } from '#libs/command-handling/src/command-handling.js';
import type { Outcome } from '#libs/command-handling/src/command.js';
import type { Basis } from '#libs/kernel/src/basis.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import type { ExchangeId } from '#libs/kernel/src/ids.js';
import { SPEAKERS, type Speaker } from '#libs/kernel/src/speaker.js';
import { BasisField } from '../http/basis-field.js';
import type { Call } from '../http/call.js';
import { DateField } from '../http/date-field.js';
import { Changes } from '../http/door.js';
import { CountField, IdField, WordField } from '../http/fields.js';
import { TheCall } from '../http/the-call.js';

export class StateFigureBody {
  @DateField('When it was stated', '2025-06-16')
  readonly occurredAt!: Edtf;

  @WordField(FIGURE_KINDS)
  readonly kind!: (typeof FIGURE_KINDS)[number];

  @WordField(FIGURE_DIRECTIONS)
  readonly direction!: (typeof FIGURE_DIRECTIONS)[number];

  @WordField(COUNTED, { description: 'Of whom; of remains always all' })
  readonly counted!: (typeof COUNTED)[number];

  @WordField(FIGURE_BOUNDS, { description: 'With most, some and undisclosed no figure was given' })
  readonly bound!: (typeof FIGURE_BOUNDS)[number];

  @CountField({ optional: true, example: 6_060 })
  readonly figure!: number | null;

  @IdField({ optional: true, description: 'Of this exchange alone; without it, of all under the agreement' })
  readonly exchange!: ExchangeId | null;

  @DateField('Up to which day it counts', '2025-06-16', { optional: true })
  readonly through!: Edtf | null;

  @WordField(SPEAKERS)
  readonly speaker!: Speaker;

  @BasisField()
  readonly basis!: Basis;
}

export class StateFigure extends Command<Outcome<AgreementRefusal>> {
  constructor(
    readonly ask: FigureStated['data'],
    readonly call: Call,
  ) {
    super();
  }
}

@CommandHandler(StateFigure)
export class StateFigureHandler implements ICommandHandler<StateFigure> {
  constructor(private readonly commands: CommandHandling) {}

  execute({ ask, call }: StateFigure): Promise<Outcome<AgreementRefusal>> {
    return this.commands.execute({ kind: agreements, rule: stateFigure, ask, ...call });
  }
}

@Controller('agreements/:id/figures')
export class StateFigureDoor {
  constructor(private readonly bus: CommandBus) {}

  @Post()
  @Changes({
    policy: 'record an agreement',
    noun: 'agreement',
    refusals: agreementRefusals,
    summary: 'Record a figure that somebody stated in public, beside those that stand; it lifts no embargo',
  })
  state(@Body() body: StateFigureBody, @TheCall() call: Call): Promise<Outcome<AgreementRefusal>> {
    return this.bus.execute(new StateFigure(body, call));
  }
}
