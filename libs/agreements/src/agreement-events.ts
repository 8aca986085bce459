import { figureStated, type FigureStated } from './events/figure-stated.event.js';
import { agreementReached, type AgreementReached } from './events/agreement-reached.event.js';

/** Everything that an agreement's stream can hold. */
export type AgreementEvent = AgreementReached | FigureStated;

export const agreementEventDefinitions = [agreementReached, figureStated] as const;
