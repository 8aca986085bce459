import { isDeepStrictEqual } from 'node:util';
import type { Axis } from '#libs/kernel/src/two-times/answer-at.js';
import type { On } from './axes-of.js';

/** An axis on which each statement replaces the one before: identity, health, disappearance, one contact. */
export function latestAxis<E extends On<'identity' | 'health' | 'disappearance' | 'contact'>>(): Axis<
  E['data'] | null,
  E
> {
  return { start: null, step: (_value, event): E['data'] => event.data, same: isDeepStrictEqual };
}
