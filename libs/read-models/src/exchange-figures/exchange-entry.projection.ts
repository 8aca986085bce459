import { exchangeEventDefinitions, type ExchangeEvent } from '#libs/agreements/src/exchange-events.js';
import { toldOfExchange } from '#libs/agreements/src/told-of-exchange.js';
import type { ReadModel } from '#libs/projections/src/projection.js';
import { eventAmong } from '../event-among.js';
import { ExchangeEntryRow } from './exchange-entry.entity.js';
import { exchangeIdOf } from './exchange-id-of.js';

const eventOf = eventAmong<ExchangeEvent>(exchangeEventDefinitions);

export const exchangeEntryModel: ReadModel<ExchangeEntryRow> = {
  entity: ExchangeEntryRow,
  isAppendOnly: true,
  keys: (known) => [{ exchangeId: exchangeIdOf(known), revision: known.revision }],
  fold(_row, known) {
    const { revision, position, knownFrom } = known;
    const place = { exchangeId: exchangeIdOf(known), revision, position: String(position) };
    return { ...place, knownFrom, event: toldOfExchange(eventOf(known)) };
  },
};
