import type { ExchangeId } from '#libs/kernel/src/ids.js';
import { SPEAKERS } from '#libs/kernel/src/speaker.js';
import { defineEvent, type EventOf } from '#libs/kernel/src/stored/event-definition.js';
import { basis, count, date, id, optional, word } from '#libs/kernel/src/stored/fields.js';

export const FIGURE_KINDS = ['persons', 'remains'] as const;
/** `each-way`: so many in either direction. */
export const FIGURE_DIRECTIONS = ['to-ukraine', 'from-ukraine', 'each-way'] as const;

/** Of whom, or of what, the figure is; of remains it is always of all. */
export const COUNTED = [
  'all',
  'service-members',
  'civilians',
  'officers',
  'seriously-ill-or-wounded',
  'aged-18-to-25',
] as const;

/** How the figure is to be read; `cumulative` includes what came before. With the last three no number was given. */
export const FIGURE_BOUNDS = [
  'exact',
  'more-than',
  'about',
  'cumulative',
  'most',
  'some',
  'undisclosed',
] as const;
export const WITHOUT_NUMBER: readonly (typeof FIGURE_BOUNDS)[number][] = ['most', 'some', 'undisclosed'];

/**
 * Somebody stated a figure in public: of one exchange, or of all under the agreement, up to the day `through`. It is a claim of its
 * speaker and stands beside the others: 6,057 and 6,060 bodies in June 2025, "more than 1,000" on 23 July. It lifts no embargo.
 */
export const figureStated = defineEvent('FigureStated', {
  occurredAt: date(),
  kind: word(FIGURE_KINDS),
  direction: word(FIGURE_DIRECTIONS),
  counted: word(COUNTED),
  bound: word(FIGURE_BOUNDS),
  figure: optional(count()),
  exchange: optional(id<ExchangeId>('exchange')),
  through: optional(date()),
  speaker: word(SPEAKERS),
  basis: basis(),
});

export type FigureStated = EventOf<typeof figureStated>;
