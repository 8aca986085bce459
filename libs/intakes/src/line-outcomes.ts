/** What becomes of one line of an intake. */
export const LINE_OUTCOMES = [
  'recorded',
  'known-already',
  'refused',
  'invalid',
  'names-nothing',
  'not-permitted',
  'reused-ref',
  'unknown',
] as const;

export type LineOutcome = (typeof LINE_OUTCOMES)[number];
