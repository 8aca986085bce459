import { defineEvent, type EventOf } from '#libs/kernel/src/stored/event-definition.js';
import { basis, date, optional, personal, text, word } from '#libs/kernel/src/stored/fields.js';

export const MESSAGE_FORMS = ['letter', 'capture-card', 'call', 'video', 'other'] as const;
export const MESSAGE_WAYS = ['direct', 'icrc', 'released-prisoner', 'other'] as const;

/** A message of the prisoner arrived on that day (GC III art. 70, 71). It proves no captivity by itself. */
export const messageReceived = defineEvent('MessageReceived', {
  occurredAt: date(),
  form: word(MESSAGE_FORMS),
  way: word(MESSAGE_WAYS),
  content: optional(personal(text())),
  basis: basis(),
});

export type MessageReceived = EventOf<typeof messageReceived>;
