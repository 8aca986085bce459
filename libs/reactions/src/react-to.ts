import type { CommandHandling } from '#libs/command-handling/src/command-handling.js';
import { reactionCommandId } from '#libs/command-handling/src/derived-ids.js';
import { streamName } from '#libs/kernel/src/stream.js';
import type { Recorded } from '#libs/stored-events/src/codec.js';
import { SubjectErased } from '#libs/stored-events/src/errors.js';
import type { HomewardEvent } from '#libs/stored-events/src/homeward-events.js';
import { NamesNothing, NotAnswered } from './cause-stands.js';
import { handoverReturnsPeople } from './handover-returns-people.reaction.js';

export const REACTION = handoverReturnsPeople;

/** Carries out what the cause leads to, one consequence after the other. True if one of them was declined. */
export async function reactTo(commands: CommandHandling, cause: Recorded<HomewardEvent>): Promise<boolean> {
  let declined = false;
  if (cause.event.type !== REACTION.on) return declined;
  for (const { kind, id, rule, ask, knows } of REACTION.consequences({ ...cause, event: cause.event })) {
    const command = {
      kind,
      id,
      rule,
      ask,
      knows: [knows],
      // An outcome is written even where no case was ever opened.
      expected: 'new',
      origin: {
        commandId: reactionCommandId(REACTION.name, cause.id, streamName(kind, id)),
        actor: { id: REACTION.name, role: 'reaction' },
        correlationId: cause.metadata.$correlationId,
        causationId: cause.id,
      },
    } as const;
    // Of an erased person nothing more is stored, a refusal neither; the erasure itself is on record.
    const outcome = await commands.execute(command).catch((error: unknown) => {
      if (error instanceof SubjectErased) return null;
      throw error;
    });
    if (outcome?.kind === 'unknown')
      throw new NotAnswered(`the store did not say whether ${cause.id} was carried out`);
    if (outcome?.kind === 'names-nothing')
      throw new NamesNothing(`It names in ${outcome.pointer} what was never recorded.`);
    declined ||= outcome?.kind === 'done' && outcome.types.includes('ReactionDeclined');
  }
  return declined;
}
