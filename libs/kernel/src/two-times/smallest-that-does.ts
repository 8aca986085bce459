/**
 * As few of the items as do: with any one of them left out, it would not. All of them together must do. Of items that do instead of
 * each other the later ones are kept. Items are first left out in large groups, so that many that do not matter cost little.
 */
export function smallestThatDoes<T>(items: readonly T[], does: (some: readonly T[]) => boolean): T[] {
  let kept = [...items];
  for (let size = Math.ceil(items.length / 2); size >= 1;) {
    const before = kept.length;
    for (let at = 0; at < kept.length;) {
      const without = kept.toSpliced(at, size);
      if (does(without)) kept = without;
      else at += size;
    }
    if (size > 1) size = Math.ceil(size / 2);
    else if (kept.length === before) return kept;
  }
  return kept;
}
