import type { IdentityRecorded } from '#libs/cases/src/events/identity-recorded.event.js';
import * as told from '#libs/cases/src/testing/sayings.js';
import { edtf, type Edtf } from '#libs/kernel/src/edtf/edtf.js';
import { spanOf } from '#libs/kernel/src/edtf/span.js';
import {
  agreementId,
  caseId,
  exchangeId,
  glassId,
  officeId,
  type AgreementId,
  type CaseId,
  type ExchangeId,
  type GlassId,
  type OfficeId,
} from '#libs/kernel/src/ids.js';
import { known } from '#libs/kernel/src/personal.js';
import { serviceNumberKeys } from '#libs/policies/src/names/service-numbers.js';
import { people } from '../../search/people.js';
import { idOf, ONE_HOME_OF, type Numbers } from './numbers.js';

/** What every case has of its own. */
export interface Own {
  readonly case: CaseId;
  readonly office: OfficeId;
  readonly exchange: ExchangeId;
  readonly agreement: AgreementId;
  readonly glass: GlassId;
  readonly identity: IdentityRecorded;
}

/** So many people have other names, days of birth and spellings; of more cases some share theirs, but for the service number. */
export const PEOPLE = 100_000;

/** What the so-manieth case has of its own, among so many. */
export function ownOf(index: number, { offices, exchanges, agreements }: Numbers): Own {
  const exchange = Math.floor(index / ONE_HOME_OF) % exchanges;
  return {
    case: caseId(idOf('case', index)),
    office: officeId(idOf('office', index % offices)),
    exchange: exchangeId(idOf('exchange', exchange)),
    agreement: agreementId(idOf('agreement', exchange % agreements)),
    glass: glassId(idOf('glass', index)),
    identity: told.identity({ ...personAt(index % PEOPLE), serviceNumber: known(numberOf(index)) }),
  };
}

const blank = (digit: number): string => `b1a4c000-0000-4000-8000-00000000000${digit}`;

/** What nobody's case has of its own, whose name is that of `identity`. */
export const nobodys = (identity: Partial<IdentityRecorded['data']>): Own => ({
  case: caseId(blank(1)),
  office: officeId(blank(2)),
  exchange: exchangeId(blank(3)),
  agreement: agreementId(blank(4)),
  glass: glassId(blank(5)),
  identity: told.identity({ born: known(edtf('1901-02-03')), ...identity, serviceNumber: known('BLANK-7') }),
});

/** All texts in the rows of a case that it has of its own. */
export function ownTexts({ identity: { data }, ...ids }: Own): string[] {
  const number = valueOf(data.serviceNumber) ?? '';
  const keys = JSON.stringify(serviceNumberKeys(number)).slice(1, -1);
  const born = valueOf(data.born) ?? ('' as Edtf);
  const { earliest, latest } = spanOf(born);
  const { case: id, office, exchange, agreement, glass } = ids;
  const bornAsFact = JSON.stringify({ date: born, earliest, latest });
  return [id, office, exchange, agreement, glass, JSON.stringify(data), bornAsFact, keys, number];
}

const valueOf = <T>(personal: { kind: 'known'; value: T } | { kind: 'erased' } | null): T | null =>
  personal?.kind === 'known' ? personal.value : null;

export const numberOf = (index: number): string => `ВГ-${String(index).padStart(6, '0')}`;

const met = new Map<number, Partial<IdentityRecorded['data']>>();

function personAt(index: number): Partial<IdentityRecorded['data']> {
  const [person] = met.has(index) ? [] : people(1, index);
  if (person !== undefined)
    met.set(index, {
      name: known({ ...person.uk, patronymic: person.hasPatronymic ? person.uk.patronymic : null }),
      latinName: person.latin === null ? null : known(person.latin),
      born: known(edtf(person.born)),
      sex: known(person.sex),
    });
  return met.get(index) ?? {};
}
