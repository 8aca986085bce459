import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { placeEmbargo } from '#libs/agreements/src/actions/place-embargo.js';
import { exchangeRefusals, type ExchangeRefusal } from '#libs/agreements/src/exchange-refusals.js';
import { exchanges } from '#libs/agreements/src/exchange-state.js';
import { CommandHandling } from '#libs/command-handling/src/command-handling.js';
import type { Outcome } from '#libs/command-handling/src/command.js';
import type { Basis } from '#libs/kernel/src/basis.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import type { EmbargoPlaced } from '#libs/agreements/src/events/embargo-placed.event.js';
import type { StaffId } from '#libs/kernel/src/ids.js';
import { BasisField } from '../http/basis-field.js';
import type { Call } from '../http/call.js';
import { DateField } from '../http/date-field.js';
import { Changes } from '../http/door.js';
import { IdListField } from '../http/fields.js';
import { TheCall } from '../http/the-call.js';

export class PlaceEmbargoBody {
  @DateField('When it was placed', '2025-06-12')
  readonly occurredAt!: Edtf;

  @IdListField({ description: 'The members of staff who need to know; replaces the list before as a whole' })
  readonly needToKnow!: readonly StaffId[];

  @BasisField()
  readonly basis!: Basis;
}

export class PlaceEmbargo extends Command<Outcome<ExchangeRefusal>> {
  constructor(
    readonly ask: EmbargoPlaced['data'],
    readonly call: Call,
  ) {
    super();
  }
}

@CommandHandler(PlaceEmbargo)
export class PlaceEmbargoHandler implements ICommandHandler<PlaceEmbargo> {
  constructor(private readonly commands: CommandHandling) {}

  execute({ ask, call }: PlaceEmbargo): Promise<Outcome<ExchangeRefusal>> {
    return this.commands.execute({ kind: exchanges, rule: placeEmbargo, ask, ...call });
  }
}

@Controller('exchanges/:id/embargo')
export class PlaceEmbargoDoor {
  constructor(private readonly bus: CommandBus) {}

  @Post()
  @Changes({
    policy: 'place an embargo',
    noun: 'exchange',
    refusals: exchangeRefusals,
    summary: 'Place an embargo, in force until the exchange is complete',
  })
  place(@Body() body: PlaceEmbargoBody, @TheCall() call: Call): Promise<Outcome<ExchangeRefusal>> {
    return this.bus.execute(new PlaceEmbargo(body, call));
  }
}
