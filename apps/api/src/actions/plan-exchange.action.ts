import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { planExchange } from '#libs/agreements/src/actions/plan-exchange.js';
import { exchangeRefusals, type ExchangeRefusal } from '#libs/agreements/src/exchange-refusals.js';
import { exchanges } from '#libs/agreements/src/exchange-state.js';
import { CommandHandling } from '#libs/command-handling/src/command-handling.js';
import type { Outcome } from '#libs/command-handling/src/command.js';
import type { Basis } from '#libs/kernel/src/basis.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import type { ExchangePlanned } from '#libs/agreements/src/events/exchange-planned.event.js';
import type { AgreementId } from '#libs/kernel/src/ids.js';
import { BasisField } from '../http/basis-field.js';
import type { Call } from '../http/call.js';
import { DateField } from '../http/date-field.js';
import { Creates } from '../http/door.js';
import { CountField, IdListField } from '../http/fields.js';
import { TheCall } from '../http/the-call.js';

export class PlanExchangeBody {
  @DateField('When it was planned', '2025-06-12')
  readonly occurredAt!: Edtf;

  @DateField('The day for which it is planned')
  readonly plannedFor!: Edtf;

  @IdListField({ description: 'The agreements under which it is held; none, one or several' })
  readonly agreements!: readonly AgreementId[];

  @CountField({ optional: true, example: 4, description: 'Its number among the stages' })
  readonly ordinal!: number | null;

  @BasisField()
  readonly basis!: Basis;
}

export class PlanExchange extends Command<Outcome<ExchangeRefusal>> {
  constructor(
    readonly ask: ExchangePlanned['data'],
    readonly call: Call,
  ) {
    super();
  }
}

@CommandHandler(PlanExchange)
export class PlanExchangeHandler implements ICommandHandler<PlanExchange> {
  constructor(private readonly commands: CommandHandling) {}

  execute({ ask, call }: PlanExchange): Promise<Outcome<ExchangeRefusal>> {
    return this.commands.execute({ kind: exchanges, rule: planExchange, ask, ...call });
  }
}

@Controller('exchanges')
export class PlanExchangeDoor {
  constructor(private readonly bus: CommandBus) {}

  @Post()
  @Creates({
    policy: 'plan an exchange',
    noun: 'exchange',
    refusals: exchangeRefusals,
    summary: 'Plan an exchange',
  })
  plan(@Body() body: PlanExchangeBody, @TheCall() call: Call): Promise<Outcome<ExchangeRefusal>> {
    return this.bus.execute(new PlanExchange(body, call));
  }
}
