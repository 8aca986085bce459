import type { AgreementEvent } from '#libs/agreements/src/agreement-events.js';
import type { ExchangeEvent } from '#libs/agreements/src/exchange-events.js';
import * as told from '#libs/agreements/src/testing/sayings.js';
import type { IntakeEvent } from '#libs/intakes/src/intake-events.js';
import * as list from '#libs/intakes/src/testing/sayings.js';
import { agreementId, caseId, exchangeId } from '#libs/kernel/src/ids.js';
import { idOf, ONE_HOME_OF, type Numbers } from './numbers.js';

/** An exchange that is over, with the manifest of all who came home in it. */
export function eventsOfExchange(index: number, numbers: Numbers): ExchangeEvent[] {
  const agreement = agreementId(idOf('agreement', index % numbers.agreements));
  const home = Math.ceil(numbers.cases / ONE_HOME_OF);
  const manifest = [];
  for (let person = index; person < home; person += numbers.exchanges)
    manifest.push(
      told.person(0, { case: caseId(idOf('case', person * ONE_HOME_OF)), agreement: agreementId(agreement) }),
    );
  return [
    told.planned({ agreements: [agreement], ordinal: index }),
    told.embargo(),
    told.confirmed({ manifest }),
    told.completed(),
  ];
}

/** An agreement, and what was stated of the first exchange under it. */
export function eventsOfAgreement(index: number): AgreementEvent[] {
  const exchange = exchangeId(idOf('exchange', index));
  return [
    told.reached(),
    told.stated(),
    told.stated({ kind: 'persons', bound: 'more-than', figure: 250, exchange }),
  ];
}

export const eventsOfIntake = (): IntakeEvent[] => [list.opened(), list.taken(), list.closed()];
