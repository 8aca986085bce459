import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { addFamilyContact } from '#libs/cases/src/actions/add-family-contact.js';
import { type FamilyContactAdded } from '#libs/cases/src/events/family-contact-added.event.js';
import { caseRefusals, type CaseRefusal } from '#libs/cases/src/refusals.js';
import { cases } from '#libs/cases/src/state.js';
import { CommandHandling } from '#libs/command-handling/src/command-handling.js';
import type { Outcome } from '#libs/command-handling/src/command.js';
import type { Basis } from '#libs/kernel/src/basis.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import { known } from '#libs/kernel/src/personal.js';
import { streamName } from '#libs/kernel/src/stream.js';
import { BasisField } from '../http/basis-field.js';
import type { Call } from '../http/call.js';
import { DateField } from '../http/date-field.js';
import { Changes } from '../http/door.js';
import { FlagField, IdField, TextField } from '../http/fields.js';
import { TheCall } from '../http/the-call.js';
import { said } from './said.js';

export class AddFamilyContactBody {
  @DateField('As of when this is known', '2022-06-01')
  readonly occurredAt!: Edtf;

  @IdField({ description: 'Made up for a new contact; the same wherever that contact is told of' })
  readonly contact!: string;

  @FlagField({ description: 'The person to be informed (GC III art. 122)', example: true })
  readonly toInform!: boolean;

  @TextField(400, { example: 'Коваленко Олена' })
  readonly name!: string;

  @TextField(200, { example: 'mother' })
  readonly relationship!: string;

  @TextField(1_000, { optional: true })
  readonly address!: string | null;

  @TextField(100, { optional: true })
  readonly phone!: string | null;

  @BasisField()
  readonly basis!: Basis;
}

/** What a contact is called where it is the subject of personal data; it has no events of its own. */
const contacts = { prefix: 'contact' };

export const familyContactAddedData = (body: AddFamilyContactBody): FamilyContactAdded['data'] => ({
  ...body,
  contact: streamName(contacts, body.contact),
  name: known(body.name),
  relationship: known(body.relationship),
  address: said(body.address),
  phone: said(body.phone),
});

export class AddFamilyContact extends Command<Outcome<CaseRefusal>> {
  constructor(
    readonly ask: FamilyContactAdded['data'],
    readonly call: Call,
  ) {
    super();
  }
}

@CommandHandler(AddFamilyContact)
export class AddFamilyContactHandler implements ICommandHandler<AddFamilyContact> {
  constructor(private readonly commands: CommandHandling) {}

  execute({ ask, call }: AddFamilyContact): Promise<Outcome<CaseRefusal>> {
    return this.commands.execute({ kind: cases, rule: addFamilyContact, ask, ...call });
  }
}

@Controller('cases/:id/family-contacts')
export class AddFamilyContactDoor {
  constructor(private readonly bus: CommandBus) {}

  @Post()
  @Changes({
    policy: 'state a fact of a person',
    noun: 'case',
    refusals: caseRefusals,
    summary: 'Add somebody of the family who can be reached, or what changed with them',
  })
  add(@Body() body: AddFamilyContactBody, @TheCall() call: Call): Promise<Outcome<CaseRefusal>> {
    return this.bus.execute(new AddFamilyContact(familyContactAddedData(body), call));
  }
}
