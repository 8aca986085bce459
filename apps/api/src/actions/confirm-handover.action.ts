import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { confirmHandover } from '#libs/agreements/src/actions/confirm-handover.js';
import { exchangeRefusals, type ExchangeRefusal } from '#libs/agreements/src/exchange-refusals.js';
import { exchanges } from '#libs/agreements/src/exchange-state.js';
import { CommandHandling } from '#libs/command-handling/src/command-handling.js';
import type { Outcome } from '#libs/command-handling/src/command.js';
import type { Basis } from '#libs/kernel/src/basis.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import type { HandoverConfirmed } from '#libs/agreements/src/events/handover-confirmed.event.js';
import { CATEGORIES, type Category } from '#libs/kernel/src/category.js';
import type { AgreementId, CaseId, HandoverId } from '#libs/kernel/src/ids.js';
import { BasisField } from '../http/basis-field.js';
import type { Call } from '../http/call.js';
import { DateField } from '../http/date-field.js';
import { Changes } from '../http/door.js';
import { CountField, IdField, WordField } from '../http/fields.js';
import { ListField } from '../http/nested-field.js';
import { TheCall } from '../http/the-call.js';

export class HandedOverBody {
  @IdField()
  readonly case!: CaseId;

  @IdField({ optional: true, description: 'The agreement of this person, none if outside of any' })
  readonly agreement!: AgreementId | null;

  @WordField(CATEGORIES, { optional: true })
  readonly category!: Category | null;
}

export class ConfirmHandoverBody {
  @DateField('When they were handed over')
  readonly occurredAt!: Edtf;

  @IdField()
  readonly handover!: HandoverId;

  @CountField({ example: 1, description: 'A long manifest comes in parts' })
  readonly part!: number;

  @ListField(() => HandedOverBody, [HandedOverBody])
  readonly manifest!: readonly HandedOverBody[];

  @BasisField()
  readonly basis!: Basis;
}

export class ConfirmHandover extends Command<Outcome<ExchangeRefusal>> {
  constructor(
    readonly ask: HandoverConfirmed['data'],
    readonly call: Call,
  ) {
    super();
  }
}

@CommandHandler(ConfirmHandover)
export class ConfirmHandoverHandler implements ICommandHandler<ConfirmHandover> {
  constructor(private readonly commands: CommandHandling) {}

  execute({ ask, call }: ConfirmHandover): Promise<Outcome<ExchangeRefusal>> {
    return this.commands.execute({ kind: exchanges, rule: confirmHandover, ask, ...call });
  }
}

@Controller('exchanges/:id/handovers')
export class ConfirmHandoverDoor {
  constructor(private readonly bus: CommandBus) {}

  @Post()
  @Changes({
    policy: 'confirm a handover',
    noun: 'exchange',
    refusals: exchangeRefusals,
    summary: 'Confirm one part of a handover',
  })
  confirm(@Body() body: ConfirmHandoverBody, @TheCall() call: Call): Promise<Outcome<ExchangeRefusal>> {
    return this.bus.execute(new ConfirmHandover(body, call));
  }
}
