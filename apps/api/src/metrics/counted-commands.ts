import { CommandHandling, type CommandHandlingParts } from '#libs/command-handling/src/command-handling.js';
import type { Command, Outcome } from '#libs/command-handling/src/command.js';
import type { HomewardEvent } from '#libs/stored-events/src/homeward-events.js';
import type { ApiMetrics, CountedOutcome } from './api-metrics.js';

/** Command handling that counts what became of each command, by kind alone. */
export class CountedCommands extends CommandHandling {
  constructor(
    parts: CommandHandlingParts,
    private readonly metrics: ApiMetrics,
  ) {
    super(parts);
  }

  override async execute<State, Event extends HomewardEvent, Ask, Refusal extends string>(
    command: Command<State, Event, Ask, Refusal>,
  ): Promise<Outcome<Refusal>> {
    let outcome: CountedOutcome = 'failed';
    try {
      const answer = await super.execute(command);
      outcome = answer.kind === 'names-embargoed' ? 'refused' : answer.kind;
      return answer;
    } finally {
      this.metrics.commands.inc({ outcome });
    }
  }
}
