import type { GlassId, StaffId } from '#libs/kernel/src/ids.js';
import { defineEvent, type EventOf } from '#libs/kernel/src/stored/event-definition.js';
import { id, instant, personal, text } from '#libs/kernel/src/stored/fields.js';

/** A member of staff opened a case that was not assigned to them, for a time and a reason. Another person reviews it. */
export const glassBroken = defineEvent('GlassBroken', {
  glass: id<GlassId>(),
  staff: id<StaffId>(),
  until: instant(),
  reason: personal(text()),
});

export type GlassBroken = EventOf<typeof glassBroken>;
