import { agreementReached, type AgreementReached } from './events/agreement-reached.event.js';

/** Everything that an agreement's stream can hold. */
export type AgreementEvent = AgreementReached;

export const agreementEventDefinitions = [agreementReached] as const;
