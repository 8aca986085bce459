import type { FigureStated } from '#libs/agreements/src/events/figure-stated.event.js';
import type { AgreementId } from '#libs/kernel/src/ids.js';
import type { Basis } from '#libs/kernel/src/basis.js';
import type { StatedFigure } from '#libs/read-models/src/agreement/agreement.entity.js';
import { basisInWords } from '#libs/read-models/src/case-history/basis-in-words.js';
import { SPEAKER_WORDS } from '#libs/read-models/src/case-history/in-words.js';
import { EMBARGOED, EMBARGOED_UNDER, STANDS_STILL } from '#libs/read-models/src/exchange-figures/withheld.js';
import { peopleFigures } from '#libs/read-models/src/exchange-figures/people-figures.js';
import type { ToldAgreement } from '#libs/read-models/src/told/agreements.js';
import type { ToldExchange } from '#libs/read-models/src/told/exchanges.js';
import type { ToldReception } from '#libs/read-models/src/told/receptions.js';
import type { Cell } from './report.js';

/** What the rows of the stage report and of the week's report say. */
export const FIGURE_COLUMNS = [
  'about',
  'day',
  'what',
  'of whom',
  'who says',
  'bound',
  'figure',
  'source',
] as const;

/** A note for readers: one withheld line stands for all. */
export const WHOLLY_WITHHELD =
  'Of an exchange that is withheld, so is every part: by agreement, category, rank group and sex, and what most were.';

const OURS = 'our manifests';

export const nameOf = ({ ordinal }: ToldExchange): string =>
  ordinal === null ? 'exchange' : `stage ${ordinal}`;

/** How many were handed over in an exchange, in every way in which it is counted; one line where all of that is withheld. */
export function peopleLines(exchange: ToldExchange, titles: ReadonlyMap<AgreementId, string>): Cell[][] {
  const { handedOver, people, plannedFor, embargo } = exchange;
  const line = (group: string, figure: Cell): Cell[] => [
    nameOf(exchange),
    plannedFor ?? 'not known',
    'people handed over',
    group,
    OURS,
    'exact',
    figure,
    'confirmed handovers',
  ];
  if (handedOver === null) {
    return [line('all', { withheld: embargo === 'in-force' ? EMBARGOED : STANDS_STILL })];
  }
  const { byRankGroup, bySex, mostWere } = peopleFigures(people);
  return [
    line('all', handedOver.total),
    ...handedOver.byAgreement.map(({ agreement, count }) =>
      line(agreement === null ? 'under no agreement' : `under ${titles.get(agreement) ?? agreement}`, count),
    ),
    ...handedOver.byCategory.map(({ category, count }) => line(category ?? 'of no category', count)),
    ...byRankGroup.map(({ rankGroup, count }) => line(rankGroup ?? 'of a rank not known', count)),
    ...bySex.map(({ sex, count }) => line(sex ?? 'of a sex not known', count)),
    line('what most were', mostWere ?? 'of no one group'),
  ];
}

/** How many were handed over under an agreement in all, or why that is withheld. */
export function agreementLine({ title, people }: ToldAgreement): Cell[] {
  const figure = people ?? { withheld: EMBARGOED_UNDER };
  return [title, 'to this day', 'people handed over', 'all', OURS, 'exact', figure, 'confirmed handovers'];
}

/** A figure as somebody stated it. */
export function statedLine(about: string, stated: StatedFigure): Cell[] {
  const { statedAt, counted, speaker, bound, figure, through, basis } = stated;
  const until = through === null ? '' : `, up to ${through}`;
  const what = `${WHAT[stated.kind]} ${WAY[stated.direction]}, as stated${until}`;
  return [
    about,
    statedAt,
    what,
    inWords(counted),
    SPEAKER_WORDS[speaker],
    inWords(bound),
    figure ?? NO_NUMBER,
    source(basis),
  ];
}

const WHAT: Record<FigureStated['data']['kind'], string> = { persons: 'people', remains: 'remains' };
const WAY: Record<FigureStated['data']['direction'], string> = {
  'to-ukraine': 'to Ukraine',
  'from-ukraine': 'from Ukraine',
  'each-way': 'each way',
};
const NO_NUMBER = 'no number was given';

/** Each speaker's count of one reception of containers. */
export function containerLines({ receivedAt, direction, counts }: ToldReception): Cell[][] {
  const line = (speaker: string, bound: string, figure: Cell, from: string): Cell[] => [
    'containers',
    receivedAt ?? 'not known',
    `containers with remains ${direction === null ? '' : WAY[direction]}`.trimEnd(),
    'all',
    speaker,
    bound,
    figure,
    from,
  ];
  if (counts.length === 0) return [line('nobody', 'undisclosed', NO_NUMBER, 'none')];
  return counts.map(({ speaker, bound, count, basis }) =>
    line(SPEAKER_WORDS[speaker], inWords(bound), count, source(basis)),
  );
}

const inWords = (word: string): string => word.replaceAll('-', ' ');

const source = (basis: Basis): string => basisInWords(basis, '').replace(/^, /, '') || 'not told here';
