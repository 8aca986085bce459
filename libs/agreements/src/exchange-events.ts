import { embargoPlaced, type EmbargoPlaced } from './events/embargo-placed.event.js';
import { exchangeCompleted, type ExchangeCompleted } from './events/exchange-completed.event.js';
import { exchangePlanned, type ExchangePlanned } from './events/exchange-planned.event.js';
import { handoverConfirmed, type HandoverConfirmed } from './events/handover-confirmed.event.js';

/** Everything that an exchange's stream can hold. */
export type ExchangeEvent = ExchangePlanned | EmbargoPlaced | HandoverConfirmed | ExchangeCompleted;

export const exchangeEventDefinitions = [
  exchangePlanned,
  embargoPlaced,
  handoverConfirmed,
  exchangeCompleted,
] as const;
