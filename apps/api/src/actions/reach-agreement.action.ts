import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { reachAgreement } from '#libs/agreements/src/actions/reach-agreement.js';
import { agreementRefusals, type AgreementRefusal } from '#libs/agreements/src/agreement-refusals.js';
import { agreements } from '#libs/agreements/src/agreement-state.js';
import { CommandHandling } from '#libs/command-handling/src/command-handling.js';
import type { Outcome } from '#libs/command-handling/src/command.js';
import type { Basis } from '#libs/kernel/src/basis.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import {
  EXCHANGE_FORMS,
  REPATRIATION_FORMS,
  type AgreementReached,
} from '#libs/agreements/src/events/agreement-reached.event.js';
import { CATEGORIES, type Category } from '#libs/kernel/src/category.js';
import { SPEAKERS, type Speaker } from '#libs/kernel/src/speaker.js';
import { BasisField } from '../http/basis-field.js';
import type { Call } from '../http/call.js';
import { DateField } from '../http/date-field.js';
import { Creates } from '../http/door.js';
import { CountField, TextField, WordField } from '../http/fields.js';
import { ListField } from '../http/nested-field.js';
import { TheCall } from '../http/the-call.js';

export class CategoryTermBody {
  @WordField(CATEGORIES)
  readonly category!: Category;

  @WordField(EXCHANGE_FORMS)
  readonly form!: (typeof EXCHANGE_FORMS)[number];

  @CountField({ optional: true, description: 'How many from each side' })
  readonly each!: number | null;

  @TextField(500, { optional: true, description: 'The published wording', example: '18 to 25' })
  readonly criterion!: string | null;

  @WordField(SPEAKERS)
  readonly speaker!: Speaker;
}

export class RemainsTermBody {
  @WordField(REPATRIATION_FORMS)
  readonly form!: (typeof REPATRIATION_FORMS)[number];

  @CountField({ optional: true, example: 6_000 })
  readonly toUkraine!: number | null;

  @CountField({ optional: true, example: 6_000 })
  readonly fromUkraine!: number | null;

  @WordField(SPEAKERS)
  readonly speaker!: Speaker;
}

export class ReachAgreementBody {
  @DateField('The day of the agreement', '2025-06-02')
  readonly occurredAt!: Edtf;

  @TextField(200, { example: 'Istanbul, second round' })
  readonly title!: string;

  @TextField(200, { example: 'Istanbul' })
  readonly place!: string;

  @ListField(() => CategoryTermBody, [CategoryTermBody])
  readonly categories!: readonly CategoryTermBody[];

  @ListField(() => RemainsTermBody, [RemainsTermBody])
  readonly remains!: readonly RemainsTermBody[];

  @BasisField()
  readonly basis!: Basis;
}

export class ReachAgreement extends Command<Outcome<AgreementRefusal>> {
  constructor(
    readonly ask: AgreementReached['data'],
    readonly call: Call,
  ) {
    super();
  }
}

@CommandHandler(ReachAgreement)
export class ReachAgreementHandler implements ICommandHandler<ReachAgreement> {
  constructor(private readonly commands: CommandHandling) {}

  execute({ ask, call }: ReachAgreement): Promise<Outcome<AgreementRefusal>> {
    return this.commands.execute({ kind: agreements, rule: reachAgreement, ask, ...call });
  }
}

@Controller('agreements')
export class ReachAgreementDoor {
  constructor(private readonly bus: CommandBus) {}

  @Post()
  @Creates({
    policy: 'record an agreement',
    noun: 'agreement',
    refusals: agreementRefusals,
    summary: 'Record an agreement, with its terms as each speaker stated them',
  })
  reach(@Body() body: ReachAgreementBody, @TheCall() call: Call): Promise<Outcome<AgreementRefusal>> {
    return this.bus.execute(new ReachAgreement(body, call));
  }
}
