import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { negotiate } from '#libs/cases/src/actions/negotiate.js';
import { LISTINGS, type Negotiated } from '#libs/cases/src/events/negotiated.event.js';
import { caseRefusals, type CaseRefusal } from '#libs/cases/src/refusals.js';
import { cases } from '#libs/cases/src/state.js';
import { CommandHandling } from '#libs/command-handling/src/command-handling.js';
import type { Outcome } from '#libs/command-handling/src/command.js';
import type { Basis } from '#libs/kernel/src/basis.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import { CATEGORIES, type Category } from '#libs/kernel/src/category.js';
import type { AgreementId, ExchangeId } from '#libs/kernel/src/ids.js';
import { BasisField } from '../http/basis-field.js';
import type { Call } from '../http/call.js';
import { DateField } from '../http/date-field.js';
import { Changes } from '../http/door.js';
import { IdField, WordField } from '../http/fields.js';
import { TheCall } from '../http/the-call.js';

export class NegotiateBody {
  @DateField('When the person was so listed', '2025-06-05')
  readonly occurredAt!: Edtf;

  @IdField()
  readonly agreement!: AgreementId;

  @WordField(CATEGORIES)
  readonly category!: Category;

  @WordField(LISTINGS)
  readonly listing!: (typeof LISTINGS)[number];

  @IdField({ optional: true, description: 'Only for someone listed in a stage' })
  readonly exchange!: ExchangeId | null;

  @BasisField()
  readonly basis!: Basis;
}

export const negotiatedData = (body: NegotiateBody): Negotiated['data'] => body;

export class Negotiate extends Command<Outcome<CaseRefusal>> {
  constructor(
    readonly ask: Negotiated['data'],
    readonly call: Call,
  ) {
    super();
  }
}

@CommandHandler(Negotiate)
export class NegotiateHandler implements ICommandHandler<Negotiate> {
  constructor(private readonly commands: CommandHandling) {}

  execute({ ask, call }: Negotiate): Promise<Outcome<CaseRefusal>> {
    return this.commands.execute({ kind: cases, rule: negotiate, ask, ...call });
  }
}

@Controller('cases/:id/negotiations')
export class NegotiateDoor {
  constructor(private readonly bus: CommandBus) {}

  @Post()
  @Changes({
    policy: 'list a person',
    noun: 'case',
    refusals: caseRefusals,
    summary: 'Record where the person stands on our list',
  })
  negotiate(@Body() body: NegotiateBody, @TheCall() call: Call): Promise<Outcome<CaseRefusal>> {
    return this.bus.execute(new Negotiate(negotiatedData(body), call));
  }
}
