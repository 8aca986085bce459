import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { addNote } from '#libs/cases/src/actions/add-note.js';
import { type NoteAdded } from '#libs/cases/src/events/note-added.event.js';
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
import { TextField } from '../http/fields.js';
import { TheCall } from '../http/the-call.js';

export class AddNoteBody {
  @DateField('When it was written', '2024-02-01')
  readonly occurredAt!: Edtf;

  @TextField(4_000, { example: 'The unit was asked again' })
  readonly note!: string;

  @BasisField()
  readonly basis!: Basis;
}

export const noteAddedData = (body: AddNoteBody): NoteAdded['data'] => ({
  ...body,
  note: known(body.note),
});

export class AddNote extends Command<Outcome<CaseRefusal>> {
  constructor(
    readonly ask: NoteAdded['data'],
    readonly call: Call,
  ) {
    super();
  }
}

@CommandHandler(AddNote)
export class AddNoteHandler implements ICommandHandler<AddNote> {
  constructor(private readonly commands: CommandHandling) {}

  execute({ ask, call }: AddNote): Promise<Outcome<CaseRefusal>> {
    return this.commands.execute({ kind: cases, rule: addNote, ask, ...call });
  }
}

@Controller('cases/:id/notes')
export class AddNoteDoor {
  constructor(private readonly bus: CommandBus) {}

  @Post()
  @Changes({
    policy: 'state a fact of a person',
    noun: 'case',
    refusals: caseRefusals,
    summary: 'Add a note to the file',
  })
  add(@Body() body: AddNoteBody, @TheCall() call: Call): Promise<Outcome<CaseRefusal>> {
    return this.bus.execute(new AddNote(noteAddedData(body), call));
  }
}
