import { partForms, compareParts, WORTH, type PartForms, type Fit } from './compare-part.js';
import type { AskedName, NamePart, PersonName } from './names.js';
import { NAME_PARTS, ordersOf } from './name-orders.js';

/** How one part fits; `not-asked` for a patronymic that stands in the file and was not asked for. */
export interface PartFit {
  readonly part: NamePart;
  readonly fit: Fit | 'not-asked';
}

export interface NameFit {
  /** From 0 to 1: the worth of each part that was asked for, by its weight. */
  readonly score: number;
  readonly parts: readonly PartFit[];
  /** Surname and given names stood in each other's place, or all in one. */
  readonly isReordered: boolean;
}

/** A surname tells more than a given name, and that more than a patronymic (our choice). */
const WEIGHT: Readonly<Record<NamePart, number>> = { surname: 5, givenNames: 3, patronymic: 2 };
const REORDERED = 0.97;

/** One way to read what was asked for: which words are the surname, which the given names. */
interface Reading {
  readonly parts: readonly PartForms[];
  readonly isReordered: boolean;
}

/** What somebody asked for, read in every order that makes sense: none if there is no letter in it. */
export const readAsked = (asked: AskedName): readonly Reading[] =>
  ordersOf(asked).map((name, index) => ({
    parts: NAME_PARTS.flatMap((part) => (name[part] === '' ? [] : [partForms(part, name[part])])),
    isReordered: index > 0,
  }));

/** How a recorded name fits what was asked for, read in the order that fits best. The same for the same, whatever was asked before. */
export function compareNames(
  readings: readonly Reading[],
  { surname, givenNames, patronymic }: PersonName,
): NameFit {
  const recorded = {
    surname: partForms('surname', surname),
    givenNames: partForms('givenNames', givenNames),
    patronymic: patronymic === null ? null : partForms('patronymic', patronymic),
  };
  const [first = NONE, ...others] = readings.map((one) => fitOf(one, recorded));
  return others.reduce((best, next) => (next.score > best.score ? next : best), first);
}

const NONE: NameFit = { score: 0, parts: [], isReordered: false };

function fitOf(
  { parts, isReordered }: Reading,
  recorded: Readonly<Record<NamePart, PartForms | null>>,
): NameFit {
  const fits = parts.map((asked) => {
    const against = recorded[asked.part];
    return {
      part: asked.part,
      fit: against === null ? ('not-recorded' as const) : compareParts(asked, against),
    };
  });
  const weight = fits.reduce((sum, { part }) => sum + WEIGHT[part], 0);
  const worth = fits.reduce((sum, { part, fit }) => sum + WEIGHT[part] * WORTH[fit], 0);
  const isLeftOut = recorded.patronymic !== null && parts.every(({ part }) => part !== 'patronymic');
  return {
    score: Math.round(((isReordered ? REORDERED : 1) * worth * 1_000) / weight) / 1_000,
    parts: isLeftOut ? [...fits, { part: 'patronymic', fit: 'not-asked' }] : fits,
    isReordered,
  };
}
