import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { recordCapture } from '#libs/cases/src/actions/record-capture.js';
import type { Captured } from '#libs/cases/src/events/captured.event.js';
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
import { TextField } from '../http/fields.js';
import { TheCall } from '../http/the-call.js';
import { said } from './said.js';

export class RecordCaptureBody {
  @DateField('When the person was captured', '2022-05-20')
  readonly occurredAt!: Edtf;

  @TextField(500, { optional: true, example: 'Mariupol' })
  readonly place!: string | null;

  @BasisField()
  readonly basis!: Basis;
}

export const capturedData = (body: RecordCaptureBody): Captured['data'] => ({
  ...body,
  place: said(body.place),
});

export class RecordCapture extends Command<Outcome<CaseRefusal>> {
  constructor(
    readonly ask: Captured['data'],
    readonly call: Call,
  ) {
    super();
  }
}

@CommandHandler(RecordCapture)
export class RecordCaptureHandler implements ICommandHandler<RecordCapture> {
  constructor(private readonly commands: CommandHandling) {}

  execute({ ask, call }: RecordCapture): Promise<Outcome<CaseRefusal>> {
    return this.commands.execute({ kind: cases, rule: recordCapture, ask, ...call });
  }
}

@Controller('cases/:id/capture')
export class RecordCaptureDoor {
  constructor(private readonly bus: CommandBus) {}

  @Post()
  @Changes({
    policy: 'state a fact of a person',
    noun: 'case',
    refusals: caseRefusals,
    summary: 'Record that the person was captured',
  })
  record(@Body() body: RecordCaptureBody, @TheCall() call: Call): Promise<Outcome<CaseRefusal>> {
    return this.bus.execute(new RecordCapture(capturedData(body), call));
  }
}
