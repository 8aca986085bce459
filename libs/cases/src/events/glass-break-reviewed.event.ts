import type { GlassId, StaffId } from '#libs/kernel/src/ids.js';
import { defineEvent, type EventOf } from '#libs/kernel/src/stored/event-definition.js';
import { id, optional, personal, text, word } from '#libs/kernel/src/stored/fields.js';

export const GLASS_FINDINGS = ['justified', 'not-justified'] as const;

/** Another person looked at why the glass was broken. Access that was not justified ends with this. */
export const glassBreakReviewed = defineEvent('GlassBreakReviewed', {
  glass: id<GlassId>(),
  reviewer: id<StaffId>(),
  finding: word(GLASS_FINDINGS),
  note: optional(personal(text())),
});

export type GlassBreakReviewed = EventOf<typeof glassBreakReviewed>;
