import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { completeExchange } from '#libs/agreements/src/actions/complete-exchange.js';
import { exchangeRefusals, type ExchangeRefusal } from '#libs/agreements/src/exchange-refusals.js';
import { exchanges } from '#libs/agreements/src/exchange-state.js';
import { CommandHandling } from '#libs/command-handling/src/command-handling.js';
import type { Outcome } from '#libs/command-handling/src/command.js';
import type { Basis } from '#libs/kernel/src/basis.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import type { ExchangeCompleted } from '#libs/agreements/src/events/exchange-completed.event.js';
import { BasisField } from '../http/basis-field.js';
import type { Call } from '../http/call.js';
import { DateField } from '../http/date-field.js';
import { Changes } from '../http/door.js';
import { TheCall } from '../http/the-call.js';

export class CompleteExchangeBody {
  @DateField('When the whole exchange was complete', '2025-07-23')
  readonly occurredAt!: Edtf;

  @BasisField()
  readonly basis!: Basis;
}

export class CompleteExchange extends Command<Outcome<ExchangeRefusal>> {
  constructor(
    readonly ask: ExchangeCompleted['data'],
    readonly call: Call,
  ) {
    super();
  }
}

@CommandHandler(CompleteExchange)
export class CompleteExchangeHandler implements ICommandHandler<CompleteExchange> {
  constructor(private readonly commands: CommandHandling) {}

  execute({ ask, call }: CompleteExchange): Promise<Outcome<ExchangeRefusal>> {
    return this.commands.execute({ kind: exchanges, rule: completeExchange, ask, ...call });
  }
}

@Controller('exchanges/:id/completion')
export class CompleteExchangeDoor {
  constructor(private readonly bus: CommandBus) {}

  @Post()
  @Changes({
    policy: 'complete an exchange',
    noun: 'exchange',
    refusals: exchangeRefusals,
    summary: 'Record that the whole exchange is complete, which lifts its embargo',
  })
  complete(@Body() body: CompleteExchangeBody, @TheCall() call: Call): Promise<Outcome<ExchangeRefusal>> {
    return this.bus.execute(new CompleteExchange(body, call));
  }
}
