import { Body, Controller, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { assessHealth } from '#libs/cases/src/actions/assess-health.js';
import {
  HEALTH_FINDINGS,
  REPATRIATION_GROUNDS,
  type HealthAssessed,
} from '#libs/cases/src/events/health-assessed.event.js';
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
import { TheCall } from '../http/the-call.js';
import { said } from './said.js';

export class AssessHealthBody {
  @DateField('When the person was examined', '2025-05-10')
  readonly occurredAt!: Edtf;

  @WordField(HEALTH_FINDINGS)
  readonly finding!: (typeof HEALTH_FINDINGS)[number];

  @WordField(REPATRIATION_GROUNDS, { optional: true })
  readonly ground!: (typeof REPATRIATION_GROUNDS)[number] | null;

  @TextField(4_000, { optional: true })
  readonly note!: string | null;

  @BasisField()
  readonly basis!: Basis;
}

export const healthAssessedData = (body: AssessHealthBody): HealthAssessed['data'] => ({
  ...body,
  finding: known(body.finding),
  ground: said(body.ground),
  note: said(body.note),
});

export class AssessHealth extends Command<Outcome<CaseRefusal>> {
  constructor(
    readonly ask: HealthAssessed['data'],
    readonly call: Call,
  ) {
    super();
  }
}

@CommandHandler(AssessHealth)
export class AssessHealthHandler implements ICommandHandler<AssessHealth> {
  constructor(private readonly commands: CommandHandling) {}

  execute({ ask, call }: AssessHealth): Promise<Outcome<CaseRefusal>> {
    return this.commands.execute({ kind: cases, rule: assessHealth, ask, ...call });
  }
}

@Controller('cases/:id/health-assessments')
export class AssessHealthDoor {
  constructor(private readonly bus: CommandBus) {}

  @Post()
  @Changes({
    policy: 'state a fact of a person',
    noun: 'case',
    refusals: caseRefusals,
    summary: 'Record a dated finding on the health of the person',
  })
  assess(@Body() body: AssessHealthBody, @TheCall() call: Call): Promise<Outcome<CaseRefusal>> {
    return this.bus.execute(new AssessHealth(healthAssessedData(body), call));
  }
}
