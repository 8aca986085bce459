import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { recordIdentity } from '#libs/cases/src/actions/record-identity.js';
import { SEXES, type IdentityRecorded } from '#libs/cases/src/events/identity-recorded.event.js';
import { RANKS, type Rank } from '#libs/cases/src/ranks.js';
import { caseRefusals, type CaseRefusal } from '#libs/cases/src/refusals.js';
import { cases } from '#libs/cases/src/state.js';
import { CommandHandling } from '#libs/command-handling/src/command-handling.js';
import type { Outcome } from '#libs/command-handling/src/command.js';
import type { Basis } from '#libs/kernel/src/basis.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import { known } from '#libs/kernel/src/personal.js';
import { BasisField } from '../http/basis-field.js';
import type { Call } from '../http/call.js';
import { DateField } from '../http/date-field.js';
import { Changes } from '../http/door.js';
import { TextField, WordField } from '../http/fields.js';
import { RecordField } from '../http/nested-field.js';
import { TheCall } from '../http/the-call.js';
import { said } from './said.js';

export class LatinNameBody {
  @TextField(200, { example: 'Kovalenko' })
  readonly surname!: string;

  @TextField(200, { example: 'Andrii' })
  readonly givenNames!: string;
}

export class NameBody {
  @TextField(200, { example: 'Коваленко' })
  readonly surname!: string;

  @TextField(200, { example: 'Андрій' })
  readonly givenNames!: string;

  @TextField(200, { example: 'Петрович', optional: true })
  readonly patronymic!: string | null;
}

export class RecordIdentityBody {
  @DateField('As of when this is known', '2022-05-20')
  readonly occurredAt!: Edtf;

  @RecordField(NameBody, { description: 'In the script of the document' })
  readonly name!: NameBody;

  @RecordField(LatinNameBody, { optional: true })
  readonly latinName!: LatinNameBody | null;

  @DateField('Date of birth, XXXX if not known', '1999-03-XX')
  readonly born!: Edtf;

  @TextField(500, { optional: true, example: 'Poltava region' })
  readonly placeOfBirth!: string | null;

  @WordField(SEXES, { optional: true })
  readonly sex!: (typeof SEXES)[number] | null;

  @TextField(200, { optional: true, example: 'Петро' })
  readonly fathersFirstName!: string | null;

  @TextField(200, { optional: true, example: 'Лебідь' })
  readonly mothersMaidenName!: string | null;

  @WordField(RANKS, { optional: true, example: 'senior-soldier' })
  readonly rank!: Rank | null;

  @DateField('Since when that rank is held', '2022-03-01', { optional: true })
  readonly rankSince!: Edtf | null;

  @TextField(100, {
    optional: true,
    example: 'АБ-123456',
    description: 'The army, regimental, personal or serial number',
  })
  readonly serviceNumber!: string | null;

  @TextField(200, { optional: true })
  readonly unit!: string | null;

  @TextField(200, {
    optional: true,
    example: 'Ukraine',
    description: 'The Power on which the person depends',
  })
  readonly power!: string | null;

  @TextField(1_000, { optional: true, description: 'Where mail for the person is sent' })
  readonly mailAddress!: string | null;

  @TextField(4_000, { optional: true, example: 'a scar on the left hand' })
  readonly distinguishingMarks!: string | null;

  @BasisField()
  readonly basis!: Basis;
}

export const identityRecordedData = (body: RecordIdentityBody): IdentityRecorded['data'] => ({
  ...body,
  name: known(body.name),
  latinName: said(body.latinName),
  born: known(body.born),
  placeOfBirth: said(body.placeOfBirth),
  sex: said(body.sex),
  fathersFirstName: said(body.fathersFirstName),
  mothersMaidenName: said(body.mothersMaidenName),
  rank: said(body.rank),
  rankSince: said(body.rankSince),
  serviceNumber: said(body.serviceNumber),
  unit: said(body.unit),
  power: said(body.power),
  mailAddress: said(body.mailAddress),
  distinguishingMarks: said(body.distinguishingMarks),
});

export class RecordIdentity extends Command<Outcome<CaseRefusal>> {
  constructor(
    readonly ask: IdentityRecorded['data'],
    readonly call: Call,
  ) {
    super();
  }
}

@CommandHandler(RecordIdentity)
export class RecordIdentityHandler implements ICommandHandler<RecordIdentity> {
  constructor(private readonly commands: CommandHandling) {}

  execute({ ask, call }: RecordIdentity): Promise<Outcome<CaseRefusal>> {
    return this.commands.execute({ kind: cases, rule: recordIdentity, ask, ...call });
  }
}

@Controller('cases/:id/identity')
export class RecordIdentityDoor {
  constructor(private readonly bus: CommandBus) {}

  @Post()
  @Changes({
    policy: 'state a fact of a person',
    noun: 'case',
    refusals: caseRefusals,
    summary: 'Record who the person is, as far as known',
  })
  record(@Body() body: RecordIdentityBody, @TheCall() call: Call): Promise<Outcome<CaseRefusal>> {
    return this.bus.execute(new RecordIdentity(identityRecordedData(body), call));
  }
}
