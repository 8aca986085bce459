import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { countContainers } from '#libs/remains/src/actions/count-containers.js';
import { receptionRefusals, type ReceptionRefusal } from '#libs/remains/src/reception-refusals.js';
import { receptions } from '#libs/remains/src/reception-state.js';
import { CommandHandling } from '#libs/command-handling/src/command-handling.js';
import type { Outcome } from '#libs/command-handling/src/command.js';
import type { Basis } from '#libs/kernel/src/basis.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import { SPEAKERS, type Speaker } from '#libs/kernel/src/speaker.js';
import type { ContainersCounted } from '#libs/remains/src/events/containers-counted.event.js';
import { BOUNDS } from '#libs/remains/src/events/containers-received.event.js';
import { BasisField } from '../http/basis-field.js';
import type { Call } from '../http/call.js';
import { DateField } from '../http/date-field.js';
import { Changes } from '../http/door.js';
import { CountField, WordField } from '../http/fields.js';
import { TheCall } from '../http/the-call.js';

export class CountContainersBody {
  @DateField('When the count was stated', '2025-06-16')
  readonly occurredAt!: Edtf;

  @WordField(SPEAKERS)
  readonly speaker!: Speaker;

  @CountField({ example: 1_248 })
  readonly count!: number;

  @WordField(BOUNDS)
  readonly bound!: (typeof BOUNDS)[number];

  @BasisField()
  readonly basis!: Basis;
}

export class CountContainers extends Command<Outcome<ReceptionRefusal>> {
  constructor(
    readonly ask: ContainersCounted['data'],
    readonly call: Call,
  ) {
    super();
  }
}

@CommandHandler(CountContainers)
export class CountContainersHandler implements ICommandHandler<CountContainers> {
  constructor(private readonly commands: CommandHandling) {}

  execute({ ask, call }: CountContainers): Promise<Outcome<ReceptionRefusal>> {
    return this.commands.execute({ kind: receptions, rule: countContainers, ask, ...call });
  }
}

@Controller('receptions/:id/counts')
export class CountContainersDoor {
  constructor(private readonly bus: CommandBus) {}

  @Post()
  @Changes({
    policy: 'receive remains',
    noun: 'reception',
    refusals: receptionRefusals,
    summary: 'Record a count that a speaker stated later, beside those that stand',
  })
  count(@Body() body: CountContainersBody, @TheCall() call: Call): Promise<Outcome<ReceptionRefusal>> {
    return this.bus.execute(new CountContainers(body, call));
  }
}
