import type { HandoverConfirmed } from '#libs/agreements/src/events/handover-confirmed.event.js';
import type { HandedOver } from './exchange-figures.entity.js';

type Manifest = HandoverConfirmed['data']['manifest'];

/** The figures with one more part of a manifest, on which nobody stands who was counted before. */
export function withManifest(figures: HandedOver, manifest: Manifest): HandedOver {
  return {
    total: figures.total + manifest.length,
    byAgreement: tally(
      figures.byAgreement.map(({ agreement, count }) => [agreement, count] as const),
      manifest.map(({ agreement }) => agreement),
    ).map(([agreement, count]) => ({ agreement, count })),
    byCategory: tally(
      figures.byCategory.map(({ category, count }) => [category, count] as const),
      manifest.map(({ category }) => category),
    ).map(([category, count]) => ({ category, count })),
  };
}

/** Counts by key, in the order of the keys, those without one last. */
function tally<K extends string | null>(
  counted: readonly (readonly [K, number])[],
  more: readonly K[],
): [K, number][] {
  const counts = new Map<K, number>(counted);
  for (const key of more) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => ((a ?? '~') < (b ?? '~') ? -1 : 1));
}
