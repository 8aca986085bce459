import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { receiveContainers } from '#libs/remains/src/actions/receive-containers.js';
import { receptionRefusals, type ReceptionRefusal } from '#libs/remains/src/reception-refusals.js';
import { receptions } from '#libs/remains/src/reception-state.js';
import { CommandHandling } from '#libs/command-handling/src/command-handling.js';
import type { Outcome } from '#libs/command-handling/src/command.js';
import type { Basis } from '#libs/kernel/src/basis.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import type { AgreementId } from '#libs/kernel/src/ids.js';
import { SPEAKERS, type Speaker } from '#libs/kernel/src/speaker.js';
import {
  BOUNDS,
  DIRECTIONS,
  type ContainersReceived,
} from '#libs/remains/src/events/containers-received.event.js';
import { BasisField } from '../http/basis-field.js';
import type { Call } from '../http/call.js';
import { DateField } from '../http/date-field.js';
import { Creates } from '../http/door.js';
import { CountField, IdField, WordField } from '../http/fields.js';
import { ListField } from '../http/nested-field.js';
import { TheCall } from '../http/the-call.js';

export class StatedCountBody {
  @WordField(SPEAKERS)
  readonly speaker!: Speaker;

  @CountField({ example: 1_212 })
  readonly count!: number;

  @WordField(BOUNDS)
  readonly bound!: (typeof BOUNDS)[number];

  @BasisField()
  readonly basis!: Basis;
}

export class ReceiveContainersBody {
  @DateField('When the containers changed hands', '2025-06-11')
  readonly occurredAt!: Edtf;

  @WordField(DIRECTIONS)
  readonly direction!: (typeof DIRECTIONS)[number];

  @IdField({ optional: true })
  readonly agreement!: AgreementId | null;

  @ListField(() => StatedCountBody, [StatedCountBody], { description: 'By speaker; may be empty' })
  readonly counts!: readonly StatedCountBody[];

  @BasisField()
  readonly basis!: Basis;
}

export class ReceiveContainers extends Command<Outcome<ReceptionRefusal>> {
  constructor(
    readonly ask: ContainersReceived['data'],
    readonly call: Call,
  ) {
    super();
  }
}

@CommandHandler(ReceiveContainers)
export class ReceiveContainersHandler implements ICommandHandler<ReceiveContainers> {
  constructor(private readonly commands: CommandHandling) {}

  execute({ ask, call }: ReceiveContainers): Promise<Outcome<ReceptionRefusal>> {
    return this.commands.execute({ kind: receptions, rule: receiveContainers, ask, ...call });
  }
}

@Controller('receptions')
export class ReceiveContainersDoor {
  constructor(private readonly bus: CommandBus) {}

  @Post()
  @Creates({
    policy: 'receive remains',
    noun: 'reception',
    refusals: receptionRefusals,
    summary: 'Record that containers with remains changed hands',
  })
  receive(@Body() body: ReceiveContainersBody, @TheCall() call: Call): Promise<Outcome<ReceptionRefusal>> {
    return this.bus.execute(new ReceiveContainers(body, call));
  }
}
