/**
 * How many letters must be inserted, left out, replaced or swapped with their neighbour to make one text of the other (optimal string
 * alignment); more than `most` counts as `most + 1`.
 */
export function editDistance(a: string, b: string, most: number): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = at(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const best = Math.min(replaced, at(last, j) + 1, at(row, j - 1) + 1);
      const swaps = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(swaps ? Math.min(best, at(before, j - 2) + 1) : best);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return Math.min(at(last, b.length), most + 1);
}

const at = (row: readonly number[], index: number): number => row[index] ?? Number.POSITIVE_INFINITY;

/** The text, and every text that lacks one of its letters. Two texts that differ by one letter, or by two swapped, share one of these. */
export function lackingOne(text: string): string[] {
  const letters = [...text];
  return [...new Set([text, ...letters.map((_, index) => letters.toSpliced(index, 1).join(''))])];
}
