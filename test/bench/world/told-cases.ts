import type { CaseEvent } from '#libs/cases/src/case-events.js';
import * as told from '#libs/cases/src/testing/sayings.js';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import type { AgreementId, ExchangeId } from '#libs/kernel/src/ids.js';
import { ONE_HOME_OF } from './numbers.js';
import type { Own } from './own.js';

/** After so many cases their stories begin again. */
const STORIES = 300;
/** Of one case in so many the glass was broken; of the first hundred such cases nobody has reviewed it. */
const ONE_BROKEN_OF = 100;
const UNREVIEWED = 100;

const isReviewed = (index: number): boolean => index >= ONE_BROKEN_OF * UNREVIEWED;

/** The story that the so-manieth case shares with others. */
export const storyOf = (index: number): string => `${index % STORIES} ${isReviewed(index)}`;

/** What was said of the so-manieth fictional person: from four to fourteen events, as in a file that is kept. */
export function eventsOfCase(
  index: number,
  { office, exchange, agreement, glass, identity }: Own,
): CaseEvent[] {
  const isMissing = index % 10 < 3;
  const openedFor = isMissing ? ('missing' as const) : ('prisoner-of-war' as const);
  return [
    told.opened({ openedFor, assignment: { offices: [office], staff: [], sensitivity: 'ordinary' } }),
    identity,
    told.contact(),
    told.missingReport(),
    ...(isMissing ? [] : inCaptivity(index)),
    ...(index % ONE_HOME_OF === 0 ? homeward(exchange, agreement) : []),
    ...(index % 25 === 1 ? [told.correction(3, told.missingReport({ occurredAt: edtf('2022-05-23') }))] : []),
    ...(index % 25 === 2 ? [told.withdrawal(3)] : []),
    ...(index % ONE_BROKEN_OF === 7 ? [told.glassBreak({ glass })] : []),
    ...(index % ONE_BROKEN_OF === 7 && isReviewed(index) ? [told.review({ glass })] : []),
  ];
}

const inCaptivity = (index: number): CaseEvent[] => [
  told.capture(),
  ...(index % 3 === 0 ? [] : [told.confirmation()]),
  told.transfer(),
  told.message(),
  told.note(),
];

const homeward = (exchange: ExchangeId, agreement: AgreementId): CaseEvent[] => [
  told.listing({ agreement, listing: 'agreed' }),
  told.listing({ agreement, exchange, listing: 'in-a-stage', occurredAt: edtf('2025-06-12') }),
  told.homecoming({ agreement, exchange }),
  told.finding(),
];
