import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import { spanOf } from '#libs/kernel/src/edtf/span.js';
import { WORTH } from '#libs/policies/src/names/compare-part.js';
import { nameComparer, type PartFit } from '#libs/policies/src/names/compare-names.js';
import { editDistance } from '#libs/policies/src/names/edit-distance.js';
import { serviceNumberKey } from '#libs/policies/src/names/service-numbers.js';
import type { SearchAsk } from './search-ask.js';

/** A name that a viewer may see, as it was stated at a revision. */
export interface SeenName {
  readonly caseId: string;
  readonly revision: number;
  readonly spelling: 'document' | 'latin';
  readonly surname: string;
  readonly givenNames: string;
  readonly patronymic: string | null;
  readonly serviceNumber: string | null;
  readonly born: Edtf | null;
}

/** One thing that was asked for, and how the file fits it. */
export type Match =
  | PartFit
  | { readonly part: 'order'; readonly fit: 'other-order' }
  | { readonly part: 'serviceNumber'; readonly fit: keyof typeof NUMBER_WORTH }
  | { readonly part: 'born'; readonly fit: keyof typeof BORN_WORTH };

const NUMBER_WORTH = { exact: 1, 'one-letter-differs': WORTH['one-letter-differs'], differs: 0 } as const;
const BORN_WORTH = { exact: 1, within: 0.95, possible: 0.6, 'not-recorded': 0.4, 'not-possible': 0 } as const;
const WEIGHT = { name: 6, serviceNumber: 3, born: 1 } as const;

/** A name that fits worse is none. */
const LEAST_NAME = 0.4;

export interface ScoredCase {
  readonly caseId: string;
  /** From 0 to 1, in thousandths; null where nothing was asked that could fit more or less. */
  readonly score: number | null;
  /** The name that fits best, the newest of those that fit alike; the newest of all if no name was asked for. */
  readonly shown: SeenName | null;
  readonly matches: readonly Match[];
}

type Scored = { readonly worth: number; readonly matches: readonly Match[] };

/** How the names and numbers of one case fit; null if they do not. Made once for all cases of a search. */
export function scorer(ask: SearchAsk): (caseId: string, names: readonly SeenName[]) => ScoredCase | null {
  const compare = ask.name === null ? null : nameComparer(ask.name);
  const number = ask.serviceNumber === null ? null : serviceNumberKey(ask.serviceNumber);
  return (caseId, names) => {
    const newest = names.at(-1) ?? null;
    const scores: (Scored & { weight: number })[] = [];
    let shown = newest;
    if (newest === null && (compare !== null || number !== null)) return null;
    if (compare !== null) {
      const fits = names.map((name) => ({ name, ...compare(name) }));
      const best = fits.reduce((a, b) => (b.score >= a.score ? b : a));
      if (best.score < LEAST_NAME) return null;
      shown = best.name;
      const order = best.isReordered ? [{ part: 'order', fit: 'other-order' } as const] : [];
      scores.push({ worth: best.score, matches: [...best.parts, ...order], weight: WEIGHT.name });
    }
    if (number !== null) {
      const fit = bestOf(
        NUMBER_WORTH,
        names.map((name) => numberFit(number, name.serviceNumber)),
      );
      if (fit === 'differs') return null;
      const matches = [{ part: 'serviceNumber', fit } as const];
      scores.push({ worth: NUMBER_WORTH[fit], matches, weight: WEIGHT.serviceNumber });
    }
    if (ask.born !== null) {
      const asked = ask.born;
      const fit = bestOf(BORN_WORTH, ['not-possible', ...names.map((name) => bornFit(asked, name.born))]);
      scores.push({ worth: BORN_WORTH[fit], matches: [{ part: 'born', fit }], weight: WEIGHT.born });
    }
    return { caseId, score: meanOf(scores), shown, matches: scores.flatMap(({ matches }) => matches) };
  };
}

function meanOf(scores: readonly { worth: number; weight: number }[]): number | null {
  const weight = scores.reduce((sum, each) => sum + each.weight, 0);
  if (weight === 0) return null;
  return (
    Math.round((scores.reduce((sum, each) => sum + each.worth * each.weight, 0) * 1_000) / weight) / 1_000
  );
}

function bestOf<Fit extends string>(worth: Readonly<Record<Fit, number>>, fits: readonly Fit[]): Fit {
  return fits.reduce((a, b) => (worth[b] > worth[a] ? b : a));
}

function numberFit(asked: string, recorded: string | null): keyof typeof NUMBER_WORTH {
  if (recorded === null) return 'differs';
  const letters = editDistance(asked, serviceNumberKey(recorded), 1);
  if (letters === 0) return 'exact';
  return letters === 1 ? 'one-letter-differs' : 'differs';
}

/** The days that were asked for beside those that the file leaves possible. */
export function bornFit(asked: Edtf, recorded: Edtf | null): keyof typeof BORN_WORTH {
  if (recorded === null) return 'not-recorded';
  if (asked === recorded) return 'exact';
  const [a, r] = [spanOf(asked), spanOf(recorded)];
  if (r.earliest === null && r.latest === null) return 'not-recorded';
  const [from, to] = [a.earliest ?? '', a.latest ?? '9999-12-31'];
  const [first, last] = [r.earliest ?? '', r.latest ?? '9999-12-31'];
  if (last < from || to < first) return 'not-possible';
  return from <= first && last <= to ? 'within' : 'possible';
}
