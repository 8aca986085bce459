import type { Category } from '#libs/kernel/src/category.js';
import type { AgreementId } from '#libs/kernel/src/ids.js';
import type { HandoverConfirmed } from './events/handover-confirmed.event.js';

/** How many people were handed over; null stands for those outside of any agreement or category. */
export interface HandedOver {
  readonly total: number;
  readonly byAgreement: readonly { readonly agreement: AgreementId | null; readonly count: number }[];
  readonly byCategory: readonly { readonly category: Category | null; readonly count: number }[];
}

/** The figures of one part of a manifest. */
export function figuresOf(manifest: HandoverConfirmed['data']['manifest']): HandedOver {
  return sumOf(
    manifest.map(({ agreement, category }) => ({
      total: 1,
      byAgreement: [{ agreement, count: 1 }],
      byCategory: [{ category, count: 1 }],
    })),
  );
}

/** The figures of several parts together, on which nobody stands twice. */
export function sumOf(parts: readonly HandedOver[]): HandedOver {
  const byAgreement = parts.flatMap((part) => part.byAgreement);
  const byCategory = parts.flatMap((part) => part.byCategory);
  return {
    total: parts.reduce((sum, { total }) => sum + total, 0),
    byAgreement: tally(byAgreement.map(({ agreement, count }) => [agreement, count])).map(
      ([agreement, count]) => ({ agreement, count }),
    ),
    byCategory: tally(byCategory.map(({ category, count }) => [category, count])).map(
      ([category, count]) => ({ category, count }),
    ),
  };
}

/** Counts by key, in the order of the keys, those without one last. */
function tally<K extends string | null>(counts: readonly (readonly [K, number])[]): [K, number][] {
  const sums = new Map<K, number>();
  for (const [key, count] of counts) sums.set(key, (sums.get(key) ?? 0) + count);
  return [...sums].sort(([a], [b]) => ((a ?? '~') < (b ?? '~') ? -1 : 1));
}
