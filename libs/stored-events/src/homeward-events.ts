import { caseEventDefinitions, type CaseEvent } from '#libs/cases/src/case-events.js';
import { Codec } from './codec.js';
import type { Keys } from './keys.js';
import { StoredEventRegistry } from './registry.js';

/** Every event that Homeward stores. */
export type HomewardEvent = CaseEvent;

/** Streams share the withdrawal and the correction of statements: the same definition counts once. */
export const homewardEvents = new StoredEventRegistry(new Set([...caseEventDefinitions]));

export type HomewardCodec = Codec<HomewardEvent>;

export function homewardCodec(keys: Keys): HomewardCodec {
  return new Codec<HomewardEvent>(homewardEvents, keys);
}
