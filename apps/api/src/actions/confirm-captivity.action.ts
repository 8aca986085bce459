import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { confirmCaptivity } from '#libs/cases/src/actions/confirm-captivity.js';
import { CONFIRMERS, type CaptivityConfirmed } from '#libs/cases/src/events/captivity-confirmed.event.js';
import { caseRefusals, type CaseRefusal } from '#libs/cases/src/refusals.js';
import { cases } from '#libs/cases/src/state.js';
import { CommandHandling } from '#libs/command-handling/src/command-handling.js';
import type { Outcome } from '#libs/command-handling/src/command.js';
import type { Basis } from '#libs/kernel/src/basis.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import { BasisField } from '../http/basis-field.js';
import type { Call } from '../http/call.js';
import { DateField } from '../http/date-field.js';
import { Changes } from '../http/door.js';
import { TextField, WordField } from '../http/fields.js';
import { TheCall } from '../http/the-call.js';
import { said } from './said.js';

export class ConfirmCaptivityBody {
  @DateField('When it was confirmed', '2022-07-01')
  readonly occurredAt!: Edtf;

  @WordField(CONFIRMERS)
  readonly by!: (typeof CONFIRMERS)[number];

  @TextField(500, { optional: true })
  readonly place!: string | null;

  @BasisField()
  readonly basis!: Basis;
}

export const captivityConfirmedData = (body: ConfirmCaptivityBody): CaptivityConfirmed['data'] => ({
  ...body,
  place: said(body.place),
});

export class ConfirmCaptivity extends Command<Outcome<CaseRefusal>> {
  constructor(
    readonly ask: CaptivityConfirmed['data'],
    readonly call: Call,
  ) {
    super();
  }
}

@CommandHandler(ConfirmCaptivity)
export class ConfirmCaptivityHandler implements ICommandHandler<ConfirmCaptivity> {
  constructor(private readonly commands: CommandHandling) {}

  execute({ ask, call }: ConfirmCaptivity): Promise<Outcome<CaseRefusal>> {
    return this.commands.execute({ kind: cases, rule: confirmCaptivity, ask, ...call });
  }
}

@Controller('cases/:id/captivity-confirmations')
export class ConfirmCaptivityDoor {
  constructor(private readonly bus: CommandBus) {}

  @Post()
  @Changes({
    policy: 'state a fact of a person',
    noun: 'case',
    refusals: caseRefusals,
    summary: 'Record that somebody confirmed the captivity',
  })
  confirm(@Body() body: ConfirmCaptivityBody, @TheCall() call: Call): Promise<Outcome<CaseRefusal>> {
    return this.bus.execute(new ConfirmCaptivity(captivityConfirmedData(body), call));
  }
}
