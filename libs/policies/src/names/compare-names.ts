import { compareParts, partForms, WORTH, type Fit, type PartForms } from './compare-part.js';
import { NAME_PARTS, ordersOf } from './name-orders.js';
import type { AskedName, NamePart, PersonName } from './names.js';

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

/** How well one part of a recorded name fits; undefined for a part that was not asked for. */
type Fits = (part: NamePart, recorded: string) => Fit | undefined;

/**
 * Compares recorded names with one that was asked for, read in each order that makes sense, of which the best counts. The answer depends on
 * the two names alone. It remembers parts that it has met, because files share them.
 */
export function nameComparer(asked: AskedName): (recorded: PersonName) => NameFit {
  const forms = remembered((part, text) => partForms(part, text));
  const orders = ordersOf(asked).map((order): Fits => {
    const parts = new Map<NamePart, PartForms>();
    for (const part of NAME_PARTS) if (order[part] !== '') parts.set(part, partForms(part, order[part]));
    return remembered((part, text) => {
      const one = parts.get(part);
      return one && compareParts(one, forms(part, text));
    });
  });
  return (recorded) => {
    const [first = NONE, ...others] = orders.map((fits, index) => fitOf(fits, recorded, index > 0));
    return others.reduce((best, next) => (next.score > best.score ? next : best), first);
  };
}

const NONE: NameFit = { score: 0, parts: [], isReordered: false };

function remembered<T>(make: (part: NamePart, text: string) => T): (part: NamePart, text: string) => T {
  const made = new Map<string, T>();
  return (part, text) => {
    const key = `${part} ${text}`;
    const found = made.get(key);
    if (found !== undefined) return found;
    const one = make(part, text);
    made.set(key, one);
    return one;
  };
}

function fitOf(fits: Fits, recorded: PersonName, isReordered: boolean): NameFit {
  let [worth, weight] = [0, 0];
  const parts = NAME_PARTS.flatMap((part): PartFit[] => {
    const text = recorded[part];
    const fit = fits(part, text ?? '');
    if (fit === undefined) return part === 'patronymic' && text !== null ? [{ part, fit: 'not-asked' }] : [];
    const told = text === null ? 'not-recorded' : fit;
    worth += WEIGHT[part] * WORTH[told];
    weight += WEIGHT[part];
    return [{ part, fit: told }];
  });
  return {
    score: Math.round(((isReordered ? REORDERED : 1) * worth * 1_000) / weight) / 1_000,
    parts,
    isReordered,
  };
}
