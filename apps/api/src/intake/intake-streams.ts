import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Caller } from '#libs/access/src/caller.js';
import { CommandHandling } from '#libs/command-handling/src/command-handling.js';
import type { Origin, Outcome } from '#libs/command-handling/src/command.js';
import { mayTakeLines, takeLines } from '#libs/intakes/src/actions/take-lines.js';
import type { IntakeLinesTaken } from '#libs/intakes/src/events/intake-lines-taken.event.js';
import { intakeRefusals, type IntakeRefusal } from '#libs/intakes/src/intake-refusals.js';
import { intakes, type IntakeState } from '#libs/intakes/src/intake-state.js';
import { permitsFor } from '../http/permits.js';
import { notPermitted } from '../http/access-problems.js';
import { noSuch, outcomeUnknown, refusedBecause, unexpected } from '../http/problems.js';

/** What a posting asks of its intake's own stream: whether lines are taken there, and what became of them. */
@Injectable()
export class IntakeStreams {
  constructor(private readonly commands: CommandHandling) {}

  /** Throws a Problem unless the intake is open and this caller's. */
  async mustTakeLines(intake: string, caller: Caller, requestId: string): Promise<void> {
    const outcome: Outcome<IntakeRefusal> = await this.commands.execute({
      kind: intakes,
      id: intake,
      rule: mayTakeLines,
      ask: null,
      expected: 'latest',
      origin: originOf(caller, requestId),
      permits: permitsFor(caller, 'intake', 'take a list in') as (state: IntakeState) => null,
    });
    if (outcome.kind === 'nothing-new') return;
    if (outcome.kind === 'no-such-stream') throw noSuch('intake');
    if (outcome.kind === 'not-permitted') throw notPermitted(outcome.word);
    if (outcome.kind === 'refused') throw refusedBecause(outcome.refusal, intakeRefusals[outcome.refusal]);
    throw unexpected();
  }

  /** Records what became of a posting, whoever still listens. Throws when it cannot be recorded, or nobody knows. */
  async record(
    intake: string,
    said: IntakeLinesTaken['data'],
    caller: Caller,
    requestId: string,
  ): Promise<Extract<Outcome<IntakeRefusal>, { kind: 'done' }>> {
    const outcome: Outcome<IntakeRefusal> = await this.commands.execute({
      kind: intakes,
      id: intake,
      rule: takeLines,
      ask: said,
      expected: 'latest',
      origin: originOf(caller, requestId),
    });
    if (outcome.kind === 'done') return outcome;
    throw outcome.kind === 'unknown' ? outcomeUnknown() : unexpected();
  }
}

function originOf({ id, role }: Caller, requestId: string): Origin {
  const commandId = randomUUID();
  return { commandId, actor: { id, role }, correlationId: requestId, causationId: commandId };
}
