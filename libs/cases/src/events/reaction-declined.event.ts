import { defineEvent, type EventOf } from '#libs/kernel/src/stored/event-definition.js';
import { basis, publicText } from '#libs/kernel/src/stored/fields.js';

/** What a reaction would have recorded here was refused; `basis` names the event that caused it. */
export const reactionDeclined = defineEvent('ReactionDeclined', {
  reaction: publicText('the name of a reaction in this software'),
  refusal: publicText('a typed refusal of a rule in this software'),
  basis: basis(),
});

export type ReactionDeclined = EventOf<typeof reactionDeclined>;
