import { v5 } from 'uuid';

/** How many of everything there is beside so many cases: what one office, exchange, agreement or list has does not grow with them. */
export interface Numbers {
  readonly cases: number;
  readonly offices: number;
  readonly exchanges: number;
  readonly agreements: number;
  readonly intakes: number;
}

const CASES_OF_AN_OFFICE = 1_000;
const CASES_BEHIND_AN_EXCHANGE = 1_500;
const EXCHANGES_OF_AN_AGREEMENT = 5;
export const LINES_OF_AN_INTAKE = 500;
/** One case of so many came home; thus 300 people in an exchange, and 1,500 under an agreement. */
export const ONE_HOME_OF = 5;

export function numbersFor(cases: number): Numbers {
  const some = (share: number): number => Math.max(1, Math.floor(cases / share));
  return {
    cases,
    offices: some(CASES_OF_AN_OFFICE),
    exchanges: some(CASES_BEHIND_AN_EXCHANGE),
    agreements: some(CASES_BEHIND_AN_EXCHANGE * EXCHANGES_OF_AN_AGREEMENT),
    intakes: Math.ceil(cases / LINES_OF_AN_INTAKE),
  };
}

/** The id of the so-manieth case, office, exchange, agreement, intake, or member of staff. */
export function idOf(what: string, index: number): string {
  return v5(`bench/${what}/${index}`, v5.URL);
}
