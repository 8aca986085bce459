import { agreementEventDefinitions, type AgreementEvent } from '#libs/agreements/src/agreement-events.js';
import { exchangeEventDefinitions, type ExchangeEvent } from '#libs/agreements/src/exchange-events.js';
import { caseEventDefinitions, type CaseEvent } from '#libs/cases/src/case-events.js';
import { intakeEventDefinitions, type IntakeEvent } from '#libs/intakes/src/intake-events.js';
import { receptionEventDefinitions, type ReceptionEvent } from '#libs/remains/src/reception-events.js';
import { Codec } from './codec.js';
import type { Keys } from './keys.js';
import { StoredEventRegistry } from './registry.js';

/** Every event that Homeward stores. */
export type HomewardEvent = CaseEvent | AgreementEvent | ExchangeEvent | ReceptionEvent | IntakeEvent;

/** A definition that several kinds of stream share, such as the withdrawal of a statement, counts once. */
export const homewardEvents = new StoredEventRegistry(
  new Set([
    ...caseEventDefinitions,
    ...agreementEventDefinitions,
    ...exchangeEventDefinitions,
    ...receptionEventDefinitions,
    ...intakeEventDefinitions,
  ]),
);

export type HomewardCodec = Codec<HomewardEvent>;

export function homewardCodec(keys: Keys): HomewardCodec {
  return new Codec<HomewardEvent>(homewardEvents, keys);
}
