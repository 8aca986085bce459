import { exchangeEventDefinitions, type ExchangeEvent } from '#libs/agreements/src/exchange-events.js';
import { figuresOf, sumOf } from '#libs/agreements/src/handed-over.js';
import type { ExchangeId } from '#libs/kernel/src/ids.js';
import type { ReadModel } from '#libs/projections/src/projection.js';
import { eventAmong } from '../event-among.js';
import { exchangeIdOf } from './exchange-id-of.js';
import { ExchangeFiguresRow } from './exchange-figures.entity.js';

const eventOf = eventAmong<ExchangeEvent>(exchangeEventDefinitions);

export const exchangeFiguresModel: ReadModel<ExchangeFiguresRow> = {
  entity: ExchangeFiguresRow,
  keys: (known) => [{ exchangeId: exchangeIdOf(known) }],
  fold(row, known) {
    const { revision } = known;
    const position = String(known.position);
    return after({ ...(row ?? unheardOf(exchangeIdOf(known))), revision, position }, eventOf(known));
  },
};

function after(row: ExchangeFiguresRow, event: ExchangeEvent): ExchangeFiguresRow {
  switch (event.type) {
    case 'ExchangePlanned': {
      const { plannedFor, agreements, ordinal } = event.data;
      return { ...row, plannedFor, agreements, ordinal };
    }
    case 'EmbargoPlaced':
      return row.completed ? row : { ...row, embargo: 'in-force', needToKnow: event.data.needToKnow };
    case 'HandoverConfirmed':
      return { ...row, handedOver: sumOf([row.handedOver, figuresOf(event.data.manifest)]) };
    case 'ExchangeCompleted':
      return { ...row, completed: true, embargo: row.embargo === 'in-force' ? 'lifted' : row.embargo };
  }
}

function unheardOf(id: ExchangeId): ExchangeFiguresRow {
  return {
    exchangeId: id,
    revision: -1,
    position: '-1',
    plannedFor: null,
    agreements: [],
    ordinal: null,
    completed: false,
    embargo: 'never-placed',
    needToKnow: [],
    handedOver: sumOf([]),
  };
}
