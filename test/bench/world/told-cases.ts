import type { CaseEvent } from '#libs/cases/src/case-events.js';
import * as told from '#libs/cases/src/testing/sayings.js';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { agreementId, exchangeId, glassId, officeId, staffId } from '#libs/kernel/src/ids.js';
import { known } from '#libs/kernel/src/personal.js';
import { people } from '../../search/people.js';
import { idOf, ONE_HOME_OF, type Numbers } from './numbers.js';

/** Of one case in so many the glass was broken; of the first hundred such cases nobody has reviewed it. */
const ONE_BROKEN_OF = 100;
const UNREVIEWED = 100;

/** What was said of the so-manieth fictional person: from four to fourteen events, as in a file that is kept. */
export function eventsOfCase(index: number, numbers: Numbers): CaseEvent[] {
  const isMissing = index % 10 < 3;
  const offices = [officeId(idOf('office', index % numbers.offices))];
  const openedFor = isMissing ? ('missing' as const) : ('prisoner-of-war' as const);
  return [
    told.opened({ openedFor, assignment: { offices, staff: [], sensitivity: 'ordinary' } }),
    told.identity(identityOf(index)),
    told.contact({ name: known(`Вигадана ${index}`) }),
    told.missingReport(),
    ...(isMissing ? [] : inCaptivity(index)),
    ...(index % ONE_HOME_OF === 0 ? homeward(index, numbers) : []),
    ...(index % 25 === 1 ? [told.correction(3, told.missingReport({ occurredAt: edtf('2022-05-23') }))] : []),
    ...(index % 25 === 2 ? [told.withdrawal(3)] : []),
    ...(index % ONE_BROKEN_OF === 7 ? brokenGlass(index) : []),
  ];
}

function identityOf(index: number) {
  const [person] = people(1, index);
  if (person === undefined) throw new Error('There is no person.');
  const { uk, latin, born, sex, hasPatronymic } = person;
  return {
    name: known({ ...uk, patronymic: hasPatronymic ? uk.patronymic : null }),
    latinName: latin === null ? null : known(latin),
    born: known(edtf(born)),
    sex: known(sex),
    serviceNumber: known(`ВГ-${String(index).padStart(6, '0')}`),
  };
}

const inCaptivity = (index: number): CaseEvent[] => [
  told.capture(),
  ...(index % 3 === 0 ? [] : [told.confirmation()]),
  told.transfer(),
  told.message({ content: known(`I am well, and send my greetings: ${index}`) }),
  told.note({ note: known('The ICRC was asked, and will ask again within the month.') }),
];

function homeward(index: number, { exchanges, agreements }: Numbers): CaseEvent[] {
  const number = (index / ONE_HOME_OF) % exchanges;
  const exchange = exchangeId(idOf('exchange', number));
  const agreement = agreementId(idOf('agreement', number % agreements));
  return [
    told.listing({ agreement, listing: 'agreed' }),
    told.listing({ agreement, exchange, listing: 'in-a-stage', occurredAt: edtf('2025-06-12') }),
    told.homecoming({ agreement, exchange }),
    told.finding(),
  ];
}

function brokenGlass(index: number): CaseEvent[] {
  const glass = glassId(idOf('glass', index));
  const broken = told.glassBreak({ glass, staff: staffId(idOf('caseworker', index % 100)) });
  return index < ONE_BROKEN_OF * UNREVIEWED ? [broken] : [broken, told.review({ glass })];
}
