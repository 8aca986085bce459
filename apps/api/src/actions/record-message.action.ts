import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { recordMessage } from '#libs/cases/src/actions/record-message.js';
import {
  MESSAGE_FORMS,
  MESSAGE_WAYS,
  type MessageReceived,
} from '#libs/cases/src/events/message-received.event.js';
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

export class RecordMessageBody {
  @DateField('When it arrived', '2023-11')
  readonly occurredAt!: Edtf;

  @WordField(MESSAGE_FORMS)
  readonly form!: (typeof MESSAGE_FORMS)[number];

  @WordField(MESSAGE_WAYS)
  readonly way!: (typeof MESSAGE_WAYS)[number];

  @TextField(10_000, { optional: true })
  readonly content!: string | null;

  @BasisField()
  readonly basis!: Basis;
}

export const messageReceivedData = (body: RecordMessageBody): MessageReceived['data'] => ({
  ...body,
  content: said(body.content),
});

export class RecordMessage extends Command<Outcome<CaseRefusal>> {
  constructor(
    readonly ask: MessageReceived['data'],
    readonly call: Call,
  ) {
    super();
  }
}

@CommandHandler(RecordMessage)
export class RecordMessageHandler implements ICommandHandler<RecordMessage> {
  constructor(private readonly commands: CommandHandling) {}

  execute({ ask, call }: RecordMessage): Promise<Outcome<CaseRefusal>> {
    return this.commands.execute({ kind: cases, rule: recordMessage, ask, ...call });
  }
}

@Controller('cases/:id/messages')
export class RecordMessageDoor {
  constructor(private readonly bus: CommandBus) {}

  @Post()
  @Changes({
    policy: 'state a fact of a person',
    noun: 'case',
    refusals: caseRefusals,
    summary: 'Record that a message of the person arrived',
  })
  record(@Body() body: RecordMessageBody, @TheCall() call: Call): Promise<Outcome<CaseRefusal>> {
    return this.bus.execute(new RecordMessage(messageReceivedData(body), call));
  }
}
