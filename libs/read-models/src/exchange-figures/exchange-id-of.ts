import { exchanges } from '#libs/agreements/src/exchange-state.js';
import { exchangeId, type ExchangeId } from '#libs/kernel/src/ids.js';
import type { Known } from '#libs/projections/src/projection.js';

export function exchangeIdOf({ stream }: Pick<Known, 'stream'>): ExchangeId {
  return exchangeId(stream.slice(exchanges.prefix.length + 1));
}
