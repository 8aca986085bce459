import type { Axis } from '#libs/kernel/src/two-times/answer-at.js';
import type { On } from './axes-of.js';

export type Remains = 'none-known' | 'repatriated';

export const remainsAxis: Axis<Remains, On<'remains'>> = {
  start: 'none-known',
  step: () => 'repatriated',
  same: (a, b) => a === b,
};
